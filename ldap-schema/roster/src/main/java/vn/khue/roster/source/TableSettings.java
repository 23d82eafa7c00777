package vn.khue.roster.source;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a table does not say itself.
 *
 * @param schoolYear taken where a row names none
 * @param unit code or id of the school, taken where a row names none
 * @param coverage what it means that someone is missing
 * @param today nobody is born after it
 */
public record TableSettings(String schoolYear, Optional<String> unit, Coverage coverage, LocalDate today) {}
