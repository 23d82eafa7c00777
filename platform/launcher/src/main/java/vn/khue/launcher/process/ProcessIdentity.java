package vn.khue.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One process for ever: its number alone is given out again after its death, number and start together are not.
 *
 * @param pid process number
 * @param startTicks clock ticks from the machine's start to the process's start, proc(5) {@code stat} field 22; a change of
 *     the wall clock does not move it
 * @param bootId which start of the machine, proc(5) {@code /proc/sys/kernel/random/boot_id}
 */
public record ProcessIdentity(long pid, long startTicks, String bootId) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    // Counted after the name in brackets, which may itself hold spaces: state is the first, starttime the twentieth.
    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    /** The process that has this number now; empty when none has, or when it is dead and only waits to be collected. */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            return parse(
                    pid,
                    Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1),
                    Files.readString(BOOT_ID, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads the parts of an identity as proc(5) writes them. */
    static Optional<ProcessIdentity> parse(long pid, String stat, String bootId) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length <= START_TICKS || fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TICKS]), bootId.strip()));
    }

    /** Whether exactly this process still runs. */
    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** The processes that this one and its children started. */
    public List<ProcessIdentity> descendants() {
        Optional<ProcessHandle> handle = alive() ? ProcessHandle.of(pid) : Optional.empty();
        try (Stream<ProcessHandle> all = handle.stream().flatMap(ProcessHandle::descendants)) {
            return all.flatMap(child -> of(child.pid()).stream()).toList();
        }
    }
}
