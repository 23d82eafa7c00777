package vn.khue.launcher.cli;

import java.util.List;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Stack;
import vn.khue.launcher.home.Settings;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.supervisor.Supervisor;
import vn.khue.launcher.supervisor.SupervisorLock;

/** Runs Khuê in this process until it is asked to stop; what {@code khue up} does, here or behind. */
final class SuperviseVerb implements Verb {
    private final Workplace workplace;
    private final Console out;

    SuperviseVerb(Workplace workplace, Console out) {
        this.workplace = workplace;
        this.out = out;
    }

    @Override
    public String name() {
        return "supervise";
    }

    @Override
    public int run(List<String> arguments) {
        new Arguments(name(), arguments, out.texts()).end();
        StateDirectory state = workplace.state();
        state.create();
        try (SupervisorLock lock = SupervisorLock.tryAcquire(state)
                .orElseThrow(() -> new LauncherException(out.texts().get("locked", state.root())))) {
            lock.held();
            Supervisor.announce(state);
            Settings settings = Settings.read(state, Settings.DEFAULT);
            Stack stack = Stack.of(
                    state,
                    workplace.installation().built(out.texts()),
                    workplace.ports(out.texts()),
                    settings,
                    workplace.environment(),
                    out);
            stack.runUntilStopped();
            return 0;
        }
    }
}
