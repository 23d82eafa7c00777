package vn.khue.launcher;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import vn.khue.launcher.part.Waiting;

/**
 * How one part is now.
 *
 * @param name of the part
 * @param condition whether it works
 * @param url where it is reached
 * @param pid its process, where one runs
 * @param log its log
 * @param waiting audit events that wait in it, where it says
 */
public record PartStatus(
        String name, Condition condition, String url, OptionalLong pid, Path log, Optional<Waiting> waiting) {
    /** Whether somebody has to do something although the part works. */
    public boolean alarming() {
        return waiting.filter(Waiting::isAlarming).isPresent();
    }

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
