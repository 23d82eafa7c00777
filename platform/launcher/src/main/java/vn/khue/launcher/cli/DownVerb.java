package vn.khue.launcher.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Stack;
import vn.khue.launcher.home.Settings;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.process.PartProcess;
import vn.khue.launcher.process.RunRecord;
import vn.khue.launcher.supervisor.Supervisor;
import vn.khue.launcher.supervisor.SupervisorLock;

/** {@code khue down}: ends everything that belongs to this state directory, whether its supervisor still lives or not. */
final class DownVerb implements Verb {
    private static final Duration SUPERVISOR_LIMIT = Duration.ofMinutes(2);

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
        state.create();
        Optional<RunRecord> supervisor = RunRecord.readAlive(Supervisor.recordOf(state));
        supervisor.ifPresent(running -> new PartProcess(running.identity()).stopAlone("TERM", SUPERVISOR_LIMIT));
        try (SupervisorLock lock = SupervisorLock.tryAcquire(state)
                .orElseThrow(() -> new LauncherException(out.texts().get("locked", state.root())))) {
            lock.held();
            Stack stack = Stack.of(
                    state,
                    workplace.installation(),
                    workplace.ports(out.texts()),
                    Settings.read(state, Settings.DEFAULT),
                    workplace.environment(),
                    out);
            boolean stopped = stack.stopWhatRuns() || supervisor.isPresent();
            RunRecord.remove(Supervisor.recordOf(state));
            RunRecord.remove(Supervisor.readyMarkOf(state));
            out.say(stopped ? "down.done" : "down.nothing");
            return 0;
        }
    }
}
