package vn.khue.directory;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A login name that belonged to someone who was erased, and is never given out again (R7.6). Nothing else is left of the person.
 *
 * @param uid the login name
 * @param on the day of the erasure
 */
public record RetiredName(String uid, LocalDate on) {

    public RetiredName {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(on, "on");
    }
}
