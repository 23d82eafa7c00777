package vn.khue.launcher.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.home.JavaCommand;
import vn.khue.launcher.home.Settings;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.LogTail;
import vn.khue.launcher.process.PartProcess;
import vn.khue.launcher.process.Poll;
import vn.khue.launcher.process.ProcessIdentity;
import vn.khue.launcher.process.ProcessSpec;
import vn.khue.launcher.process.RunRecord;
import vn.khue.launcher.supervisor.Supervisor;

/** {@code khue up}: brings Khuê up, here or behind. */
final class UpVerb implements Verb {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Workplace workplace;
    private final Console out;

    UpVerb(Workplace workplace, Console out) {
        this.workplace = workplace;
        this.out = out;
    }

    @Override
    public String name() {
        return "up";
    }

    @Override
    public int run(List<String> arguments) {
        Arguments words = new Arguments(name(), arguments, out.texts());
        boolean detach = words.flag("--detach");
        Settings wanted = new Settings(
                kind(words.option("--directory").orElse("embedded")),
                words.flag("--empty"),
                words.option("--scale").orElse(Settings.DEFAULT_SCALE));
        words.end();
        StateDirectory state = workplace.state();
        state.create();
        Settings settings = Settings.read(state, wanted);
        if (!arguments.stream().allMatch("--detach"::equals) && !settings.equals(wanted)) {
            throw new LauncherException(out.texts().get("settings.kept", state.root(), settings));
        }
        settings.write(state);
        Optional<RunRecord> running = RunRecord.readAlive(Supervisor.recordOf(state));
        if (running.isPresent()) {
            out.say("already.up");
            return awaitReady(state, running.get().identity(), LogTail.end(state.log("khue")));
        }
        return detach ? startBehind(state) : new SuperviseVerb(workplace, out).run(List.of());
    }

    private int startBehind(StateDirectory state) {
        Path log = state.log("khue");
        long begin = LogTail.end(log);
        List<String> command = new ArrayList<>(JavaCommand.java());
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dkhue.home=" + workplace.checkout(),
                "-cp",
                System.getProperty("java.class.path"),
                "vn.khue.launcher.Main",
                "supervise",
                "--lang=" + out.texts().language()));
        ProcessSpec spec = new ProcessSpec(
                command,
                new TreeMap<>(workplace.environment()),
                workplace.checkout(),
                log,
                "TERM",
                Duration.ofMinutes(2));
        PartProcess supervisor = PartProcess.start(spec, Supervisor.recordOf(state));
        return awaitReady(state, supervisor.identity(), begin);
    }

    private int awaitReady(StateDirectory state, ProcessIdentity supervisor, long logStart) {
        LogFollower follower = new LogFollower(state.log("khue"), logStart, out);
        Poll.until(LIMIT, INTERVAL, () -> {
            follower.show();
            return ready(state, supervisor) || !supervisor.alive();
        });
        follower.show();
        return ready(state, supervisor) ? 0 : 1;
    }

    private static boolean ready(StateDirectory state, ProcessIdentity supervisor) {
        return RunRecord.readAlive(Supervisor.readyMarkOf(state))
                .filter(mark -> mark.identity().equals(supervisor))
                .isPresent();
    }

    private Settings.DirectoryKind kind(String word) {
        try {
            return Settings.DirectoryKind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UsageException(out.texts().get("usage.unknown", name(), "--directory=" + word));
        }
    }
}
