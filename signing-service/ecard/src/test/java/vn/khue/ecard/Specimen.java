package vn.khue.ecard;

import java.time.Instant;
import java.util.Optional;

/**
 * A scanned text and what has to become of it.
 *
 * @param at when it is judged
 * @param trusted whether there is a trust list
 * @param expected why it is refused; empty where it holds
 * @param fromPhone whether the phone proves that it holds the key
 */
public record Specimen(
        String name, String text, Instant at, boolean trusted, Optional<CardProblem> expected, boolean fromPhone) {
    @Override
    public String toString() {
        return name;
    }
}
