package vn.khue.directory;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * The days on which something holds, both ends included. Days, not instants: an appointment or a merger takes effect on a
 * calendar day of Vietnam (Asia/Ho_Chi_Minh), whatever the clock says elsewhere.
 *
 * @param from first day
 * @param to last day; empty while the end is open
 */
public record Validity(LocalDate from, Optional<LocalDate> to) {

    /**
     * @throws IllegalArgumentException if the last day comes before the first
     */
    public Validity {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (to.isPresent() && to.get().isBefore(from)) {
            throw new IllegalArgumentException("expected a last day on or after " + from + ", found " + to.get()
                    + "; exchange or correct the days");
        }
    }

    /** From the given day on, with no end. */
    public static Validity since(LocalDate from) {
        return new Validity(from, Optional.empty());
    }

    /** From the first to the last day, both included. */
    public static Validity between(LocalDate from, LocalDate to) {
        return new Validity(from, Optional.of(to));
    }

    /** Whether this holds on that day. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && to.map(last -> !day.isAfter(last)).orElse(true);
    }

    /** The same start, ending with the given day (included). */
    public Validity endingOn(LocalDate last) {
        return between(from, last);
    }
}
