package vn.khue.signing.rosterpack;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Somebody who checks cards for a unit.
 *
 * @param lastDay on which they do
 */
public record CardVerifier(String unit, UUID person, LocalDate lastDay) {}
