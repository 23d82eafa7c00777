package vn.khue.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.khue.launcher.home.StateDirectory;

/**
 * What is known of a part's process by whoever comes later, even after the supervisor was killed.
 *
 * <p>The process writes the record itself before it becomes the part, so there is no moment in which a part runs unrecorded.
 *
 * @param identity the process
 * @param fingerprint of the {@link ProcessSpec} that it was started with
 */
public record RunRecord(ProcessIdentity identity, String fingerprint) {
    /** Writes the record and then becomes the part: record file, fingerprint, program, arguments. */
    static final String SCRIPT =
            "umask 077; { echo $$; cat /proc/$$/stat /proc/sys/kernel/random/boot_id; echo \"$2\"; }"
                    + " >\"$1.new\" && mv \"$1.new\" \"$1\" && shift 2 && exec \"$@\"";

    private static final int LINES = 4;
    // Between the state and the start time in proc(5) stat.
    private static final int FIELDS_BETWEEN = 18;

    /** Reads a record; empty when there is none or it does not hold what it should. */
    public static Optional<RunRecord> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (lines.size() != LINES || !lines.get(0).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return ProcessIdentity.parse(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2))
                .map(identity -> new RunRecord(identity, lines.get(3)));
    }

    /** The record of a process that still runs. */
    public static Optional<RunRecord> readAlive(Path file) {
        return read(file).filter(record -> record.identity().alive());
    }

    /** Writes the record of a process that did not write its own. */
    public static void write(Path file, ProcessIdentity identity) {
        StateDirectory.writeOwnerOnly(
                file,
                identity.pid() + "\n" + identity.pid() + " (-) S" + " 0".repeat(FIELDS_BETWEEN) + " "
                        + identity.startTicks() + "\n" + identity.bootId() + "\n-\n");
    }

    /** Forgets a process that has ended. */
    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
