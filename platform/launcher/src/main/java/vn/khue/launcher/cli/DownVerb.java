package vn.khue.launcher.cli;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Stack;
import vn.khue.launcher.home.Settings;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.process.PartProcess;
import vn.khue.launcher.process.Poll;
import vn.khue.launcher.process.RunRecord;
import vn.khue.launcher.supervisor.Supervisor;
import vn.khue.launcher.supervisor.SupervisorLock;

/** {@code khue down}: ends everything that belongs to this state directory, whether its supervisor still lives or not. */
final class DownVerb implements Verb {
    private static final Duration SUPERVISOR_LIMIT = Duration.ofMinutes(2);
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(15);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Workplace workplace;
    private final Console out;

    DownVerb(Workplace workplace, Console out) {
        this.workplace = workplace;
        this.out = out;
    }

    @Override
    public String name() {
        return "down";
    }

    @Override
    public int run(List<String> arguments) {
        new Arguments(name(), arguments, out.texts()).end();
        StateDirectory state = workplace.state();
        if (!Files.isDirectory(state.root())) {
            out.say("down.nothing");
            return 0;
        }
        state.create();
        AtomicBoolean ended = new AtomicBoolean();
        try (SupervisorLock lock = lockWithoutSupervisor(state, ended)
                .orElseThrow(() -> new LauncherException(out.texts().get("locked", state.root())))) {
            lock.held();
            Stack stack = Stack.of(
                    state,
                    workplace.installation(),
                    workplace.ports(out.texts()),
                    Settings.read(state, Settings.DEFAULT),
                    workplace.environment(),
                    out);
            boolean stopped = stack.stopWhatRuns() || ended.get();
            RunRecord.remove(Supervisor.recordOf(state));
            RunRecord.remove(Supervisor.readyMarkOf(state));
            out.say(stopped ? "down.done" : "down.nothing");
            return 0;
        }
    }

    // A supervisor that is just starting has the lock before it has left its record, and a second "down" has it for a
    // moment.
    private static Optional<SupervisorLock> lockWithoutSupervisor(StateDirectory state, AtomicBoolean ended) {
        AtomicReference<Optional<SupervisorLock>> lock = new AtomicReference<>(Optional.empty());
        Poll.until(LOCK_LIMIT, INTERVAL, () -> {
            RunRecord.readAlive(Supervisor.recordOf(state)).ifPresent(running -> {
                new PartProcess(running.identity()).stopAlone("TERM", SUPERVISOR_LIMIT);
                ended.set(true);
            });
            lock.set(SupervisorLock.tryAcquire(state));
            return lock.get().isPresent();
        });
        return lock.get();
    }
}
