package vn.khue.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A value that holds for some days, such as the name a school bore until a merger (R5.5, R5.19).
 *
 * @param <T> an immutable type
 */
public record Dated<T>(T value, Validity validity) {

    public Dated {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(validity, "validity");
    }

    /** The value that holds on that day; if several do, the one that began last. */
    public static <T> Optional<T> on(List<Dated<T>> history, LocalDate day) {
        return history.stream()
                .filter(entry -> entry.validity().covers(day))
                .reduce((a, b) -> b.validity().from().isAfter(a.validity().from()) ? b : a)
                .map(Dated::value);
    }
}
