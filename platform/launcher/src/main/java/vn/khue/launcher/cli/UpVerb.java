package vn.khue.launcher.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Stack;
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
    private static final int LEAST_ROOM_MEGABYTES = 64;

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
            out.say(ready(state) ? "already.up" : "coming.up");
            int code = awaitReady(state, running.get().identity(), LogTail.end(state.log("khue")));
            return code == 0 ? startMissing(state, settings) : code;
        }
        requireRoom(state);
        return detach ? startBehind(state) : new SuperviseVerb(workplace, out).run(List.of());
    }

    // Where the disk is full no log can say so.
    private void requireRoom(StateDirectory state) {
        long left = state.usableMegabytes();
        if (left < LEAST_ROOM_MEGABYTES) {
            throw new LauncherException(out.texts().get("disk.low", left, state.root(), LEAST_ROOM_MEGABYTES));
        }
    }

    private int startMissing(StateDirectory state, Settings settings) {
        Stack stack = Stack.of(
                state, workplace.installation(), workplace.ports(out.texts()), settings, workplace.environment(), out);
        return stack.revive() ? 0 : 1;
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
        SortedMap<String, String> environment = new TreeMap<>(workplace.environment());
        // It runs in another directory: a relative path would lead it elsewhere.
        environment.put("KHUE_STATE", state.root().toString());
        ProcessSpec spec =
                new ProcessSpec(command, environment, workplace.checkout(), log, "TERM", Duration.ofMinutes(2));
        // Only who holds the lock writes the supervisor's own record: of two that start at once the second must not
        // hide the first.
        Path record = state.run().resolve("starting-" + ProcessHandle.current().pid());
        try {
            return awaitReady(state, PartProcess.start(spec, record).identity(), begin);
        } finally {
            RunRecord.remove(record);
        }
    }

    private int awaitReady(StateDirectory state, ProcessIdentity started, long logStart) {
        LogFollower follower = new LogFollower(state.log("khue"), logStart, out);
        Thread interrupted = new Thread(() -> out.say("up.behind"));
        Runtime.getRuntime().addShutdownHook(interrupted);
        Poll.until(LIMIT, INTERVAL, () -> {
            follower.show();
            return ready(state) || !started.alive() && supervisor(state).isEmpty();
        });
        follower.show();
        forget(interrupted);
        sayRootDuties(state);
        if (ready(state)) {
            return 0;
        }
        requireRoom(state);
        return 1;
    }

    /** What the signing service wrote down that the root has to sign. */
    private void sayRootDuties(StateDirectory state) {
        Path duties = state.run().resolve("root-duties");
        try {
            if (Files.exists(duties)) {
                out.say(
                        "ca.duties",
                        Files.readString(duties, StandardCharsets.UTF_8).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is being ended, and the hook runs.
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<ProcessIdentity> supervisor(StateDirectory state) {
        return RunRecord.readAlive(Supervisor.recordOf(state)).map(RunRecord::identity);
    }

    private static boolean ready(StateDirectory state) {
        return RunRecord.readAlive(Supervisor.readyMarkOf(state))
                .filter(mark ->
                        supervisor(state).filter(mark.identity()::equals).isPresent())
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
