package vn.khue.launcher.cli;

import java.nio.file.Path;
import vn.khue.launcher.Console;
import vn.khue.launcher.part.LogTail;

/** Shows what is added to the supervisor's log while it works behind. Not thread-safe. */
final class LogFollower {
    private static final int MOST_LINES = 500;

    private final Path log;
    private final Console out;
    private long shown;

    LogFollower(Path log, long from, Console out) {
        this.log = log;
        this.shown = from;
        this.out = out;
    }

    /** Shows the lines that came since the last call. */
    void show() {
        long end = LogTail.end(log);
        if (end > shown) {
            LogTail.lines(log, shown, MOST_LINES).forEach(out::line);
            shown = end;
        }
    }
}
