package vn.khue.launcher;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How one part is now.
 *
 * @param name of the part
 * @param condition whether it works
 * @param url where it is reached
 * @param pid its process, where one runs
 * @param log its log
 */
public record PartStatus(String name, Condition condition, String url, OptionalLong pid, Path log) {
    /** Whether a part works. */
    public enum Condition {
        /** Its process runs and answers. */
        UP,
        /** Its process runs and does not answer (yet). */
        STARTING,
        /** It has no process. */
        DOWN;

        /** In lower case, as {@code status --json} writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
