package vn.khue.launcher.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A running process of a part, whether this launcher started it or found it running. Thread-safe.
 *
 * @param identity which process
 */
public record PartProcess(ProcessIdentity identity) {
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final long LARGEST_LOG_BYTES = 20L << 20;

    /**
     * Starts a process in a session of its own, so that Ctrl-C at the terminal reaches the supervisor alone, which then ends the
     * parts in order.
     *
     * @param record where the process writes its {@link RunRecord}
     */
    public static PartProcess start(ProcessSpec spec, Path record) {
        List<String> command = new ArrayList<>();
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            command.add(setsid.toString());
        }
        command.addAll(List.of("/bin/sh", "-c", RunRecord.SCRIPT, "sh", record.toString(), spec.fingerprint()));
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(spec.directory().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        try {
            keepLogShort(spec.log());
            RunRecord.remove(record);
            Process process = builder.start();
            return new PartProcess(ProcessIdentity.of(process.pid())
                    .orElseGet(() -> new ProcessIdentity(process.pid(), -1, "ended at once")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean alive() {
        return identity.alive();
    }

    /** Asks the process to end, waits, and kills it and what it started if it does not. */
    public void stop(String signal, Duration grace) {
        List<ProcessIdentity> family = new ArrayList<>(identity.descendants());
        send(signal, identity);
        if (!Poll.until(grace, INTERVAL, () -> !identity.alive())) {
            family.addAll(identity.descendants());
            send("KILL", identity);
            Poll.until(KILL_LIMIT, INTERVAL, () -> !identity.alive());
        }
        family.forEach(child -> send("KILL", child));
        Poll.until(KILL_LIMIT, INTERVAL, () -> family.stream().noneMatch(ProcessIdentity::alive));
    }

    /** Asks the process to end and waits; kills it, and only it, if it does not. What it started goes on. */
    public void stopAlone(String signal, Duration grace) {
        send(signal, identity);
        if (!Poll.until(grace, INTERVAL, () -> !identity.alive())) {
            send("KILL", identity);
            Poll.until(KILL_LIMIT, INTERVAL, () -> !identity.alive());
        }
    }

    private static void send(String signal, ProcessIdentity to) {
        if (!to.alive()) {
            return;
        }
        try {
            Process kill = new ProcessBuilder("kill", "-s", signal, Long.toString(to.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void keepLogShort(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
