package vn.khue.launcher.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.process.Poll;

/**
 * Which one-time code each person used last. The gate takes a code once, and one of the half minute before and after now; so the
 * next half minute's code may be used ahead, and after that somebody waits. Kept on disk, since a demo may follow a demo. Thread-safe
 * where all share one object.
 */
public final class UsedCodes {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Path file;

    public UsedCodes(Path file) {
        this.file = file;
    }

    /** Whether {@link #next} would give a code without waiting. */
    public boolean free(String username, OneTimeCode codes) {
        return last(username) <= codes.period();
    }

    /** A code that this person has not used yet; waits up to half a minute where there is none. */
    public String next(String username, OneTimeCode codes) {
        if (!Poll.until(LIMIT, INTERVAL, () -> free(username, codes))) {
            throw new StepFailure("The clock stands still: no new one-time code in " + LIMIT.toSeconds() + " s");
        }
        return codes.code(take(username, codes));
    }

    private synchronized long last(String username) {
        return Long.parseLong(read().getProperty(username, "0"));
    }

    private synchronized long take(String username, OneTimeCode codes) {
        Properties used = read();
        long chosen = Math.max(codes.period(), last(username) + 1);
        used.setProperty(username, Long.toString(chosen));
        write(used);
        return chosen;
    }

    private Properties read() {
        Properties used = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                used.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return used;
    }

    private void write(Properties used) {
        StringWriter text = new StringWriter();
        used.forEach((name, counter) -> text.append(name + "=" + counter + "\n"));
        StateDirectory.writeOwnerOnly(file, text.toString());
    }
}
