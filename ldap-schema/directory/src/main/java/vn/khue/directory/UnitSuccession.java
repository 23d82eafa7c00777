package vn.khue.directory;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/**
 * One unit goes on with the work of another from a day on (R5.20). A merger is several of these with one successor, a split several
 * with one predecessor; a unit may be both.
 *
 * @param id never changes
 * @param predecessor id of the unit that ended, or gave a part away
 * @param successor id of the unit that goes on
 * @param from first day of the successor
 */
public record UnitSuccession(UUID id, String predecessor, String successor, LocalDate from) {

    /**
     * @throws IllegalArgumentException if a unit would succeed itself
     */
    public UnitSuccession {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(from, "from");
        if (predecessor.equals(successor)) {
            throw new IllegalArgumentException("expected two units, found " + successor + " as its own successor");
        }
    }
}
