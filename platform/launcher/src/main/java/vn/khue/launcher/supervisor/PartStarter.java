package vn.khue.launcher.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.Health;
import vn.khue.launcher.part.LogTail;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.part.PortUse;
import vn.khue.launcher.process.PartProcess;
import vn.khue.launcher.process.Poll;
import vn.khue.launcher.process.ProcessSpec;
import vn.khue.launcher.process.RunRecord;

/** Starts one part and ends it, whoever started it. Thread-safe as long as each part is handled by one thread at a time. */
public final class PartStarter {
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final StateDirectory state;
    private final Console console;

    public PartStarter(StateDirectory state, Console console) {
        this.state = state;
        this.console = console;
    }

    /**
     * Brings a part up: keeps the process that already runs as it should, replaces one that does not, starts one where there is
     * none, and returns when it is ready.
     *
     * @throws LauncherException when a port is taken, the part ends or does not become ready in time
     */
    public PartProcess start(Part part) {
        long began = System.nanoTime();
        Optional<PartProcess> running = adopt(part);
        if (running.isPresent()) {
            part.onReady();
            console.step("part.adopted", part.name(), running.get().identity().pid());
            return running.get();
        }
        stop(part);
        part.prepare();
        for (PortUse use : part.ports()) {
            if (!use.free()) {
                throw new LauncherException(
                        console.texts().get("port.taken", Integer.toString(use.port()), part.name()));
            }
        }
        ProcessSpec spec = part.process();
        long logStart = LogTail.end(spec.log());
        PartProcess process = PartProcess.start(spec, record(part));
        awaitReady(part, process, logStart);
        part.onReady();
        console.step(
                "part.up",
                part.name(),
                part.ports().get(0).url(),
                console.seconds(Duration.ofNanos(System.nanoTime() - began)));
        return process;
    }

    /** Ends the part's process, if one runs. */
    public void stop(Part part) {
        Path record = record(part);
        RunRecord.readAlive(record).ifPresent(running -> {
            ProcessSpec spec = part.process();
            new PartProcess(running.identity()).stop(spec.stopSignal(), spec.grace());
            console.step("part.stopped", part.name());
        });
        RunRecord.remove(record);
    }

    /** The part's process, if one runs. */
    public Optional<PartProcess> running(Part part) {
        return RunRecord.readAlive(record(part)).map(found -> new PartProcess(found.identity()));
    }

    /** The last lines that the part wrote, indented for the terminal. Lines before {@code from} (bytes) are left out. */
    public String lastLines(Part part, long from) {
        return LogTail.indented(state.log(part.name()), from);
    }

    private Path record(Part part) {
        return state.run().resolve(part.name());
    }

    private Optional<PartProcess> adopt(Part part) {
        return RunRecord.readAlive(record(part))
                .filter(found -> found.fingerprint().equals(part.process().fingerprint()))
                .filter(found -> part.health() instanceof Health.Up)
                .map(found -> new PartProcess(found.identity()));
    }

    private void awaitReady(Part part, PartProcess process, long logStart) {
        boolean answered =
                Poll.until(part.patience(), INTERVAL, () -> !process.alive() || part.health() instanceof Health.Up);
        if (Thread.currentThread().isInterrupted()) {
            throw new LauncherException(console.texts().get("part.interrupted", part.name()));
        }
        Path log = state.log(part.name());
        if (!process.alive()) {
            throw new LauncherException(console.texts().get("part.died", part.name(), log, lastLines(part, logStart)));
        }
        if (!answered) {
            throw new LauncherException(console.texts()
                    .get("part.slow", part.name(), part.patience().toSeconds(), log, lastLines(part, logStart)));
        }
    }
}
