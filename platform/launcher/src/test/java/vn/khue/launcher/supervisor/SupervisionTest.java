package vn.khue.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.Health;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.part.PortUse;
import vn.khue.launcher.process.PartProcess;
import vn.khue.launcher.process.Poll;
import vn.khue.launcher.process.ProcessSpec;

/** Starting, keeping, replacing and reviving, with real processes. */
class SupervisionTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration OFTEN = Duration.ofMillis(50);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(said, true, StandardCharsets.UTF_8), Texts.launcher("en"));
    private StateDirectory state;
    private PartStarter starter;

    @BeforeEach
    void prepare() {
        state = new StateDirectory(directory.resolve("state"));
        state.create();
        starter = new PartStarter(state, console);
    }

    @AfterEach
    void stop() {
        starter.stop(new Script("exec sleep 60"));
    }

    @Test
    void keepsAProcessThatRunsAsItShouldAndReplacesOneThatDoesNot() {
        Script part = new Script("touch ready; exec sleep 60");
        PartProcess first = starter.start(part);

        assertThat(starter.start(part).identity()).isEqualTo(first.identity());

        PartProcess second = starter.start(new Script("touch ready; exec sleep 61"));
        assertThat(second.identity()).isNotEqualTo(first.identity());
        assertThat(first.alive()).as("the process of the former start").isFalse();
    }

    @Test
    void showsTheLastLinesOfAPartThatDies() {
        assertThatThrownBy(() -> starter.start(new Script("echo the disk is full; exit 3")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("the disk is full")
                .hasMessageContaining(state.log("script").toString());
    }

    @Test
    void saysThatAPartWasNotReadyInTime() {
        assertThatThrownBy(() -> starter.start(new Script("echo still thinking; exec sleep 60")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("not ready")
                .hasMessageContaining("still thinking");
    }

    @Test
    void revivesAPartThatWasKilled() throws InterruptedException {
        Script part = new Script("touch ready; exec sleep 60");
        PartProcess first = starter.start(part);
        CountDownLatch stop = new CountDownLatch(1);
        Thread watch = new Thread(new PartWatch(part, first, starter, new GivenUp(state), stop, console, 100));
        watch.start();

        ProcessHandle.of(first.identity().pid()).orElseThrow().destroyForcibly();

        assertThat(Poll.until(
                        SOON,
                        OFTEN,
                        () -> starter.running(part)
                                .filter(found -> !found.identity().equals(first.identity()))
                                .isPresent()))
                .isTrue();
        stop.countDown();
        watch.join(SOON.toMillis());
        assertThat(part.readyCalls.get())
                .as("what follows a start was done after the second start too")
                .isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("ended unexpectedly");
    }

    @Test
    void aPartThatWasGivenUpIsNamedWhenSomebodyAsksForItAndComesBackWhenItCan() throws Exception {
        Path cure = state.root().resolve("cure");
        Files.createFile(cure);
        Script part =
                new Script("if [ -e cure ]; then touch ready; exec sleep 60; else echo the disk is gone; exit 3; fi");
        PartProcess first = starter.start(part);
        Files.delete(cure);
        GivenUp givenUp = new GivenUp(state);
        CountDownLatch stop = new CountDownLatch(1);
        Thread watch = new Thread(new PartWatch(part, first, starter, givenUp, stop, console, 10));
        watch.start();
        ProcessHandle.of(first.identity().pid()).orElseThrow().destroyForcibly();
        assertThat(Poll.until(SOON, OFTEN, () -> givenUp.has(part))).isTrue();

        said.reset();
        assertThat(new Revival(state, console).run(List.of(part))).isFalse();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(
                        "script still does not work",
                        "the disk is gone",
                        state.log("script").toString());

        Files.createFile(cure);
        assertThat(new Revival(state, console).run(List.of(part))).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("script works again");
        assertThat(starter.running(part)).isPresent();
        assertThat(givenUp.has(part)).isFalse();

        said.reset();
        assertThat(new Revival(state, console).run(List.of(part))).isTrue();
        assertThat(said.size()).as("nothing is said where everything works").isZero();
        stop.countDown();
        watch.join(SOON.toMillis());
    }

    @Test
    void oneSupervisorForOneStateDirectory() {
        try (SupervisorLock first = SupervisorLock.tryAcquire(state).orElseThrow()) {
            first.held();
            assertThatThrownBy(() -> SupervisorLock.tryAcquire(state))
                    .isInstanceOf(java.nio.channels.OverlappingFileLockException.class);
        }
        SupervisorLock.tryAcquire(state).orElseThrow().close();
    }

    /** Ready as soon as the file that its script makes is there. */
    private final class Script implements Part {
        private final String script;
        private final AtomicInteger readyCalls = new AtomicInteger();

        Script(String script) {
            this.script = script;
        }

        @Override
        public String name() {
            return "script";
        }

        @Override
        public List<PortUse> ports() {
            return List.of(new PortUse(0, "nowhere"));
        }

        @Override
        public void prepare() {
            try {
                Files.deleteIfExists(state.root().resolve("ready"));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public ProcessSpec process() {
            return new ProcessSpec(
                    List.of("/bin/sh", "-c", script),
                    new TreeMap<>(Map.of("PATH", "/usr/bin:/bin")),
                    state.root(),
                    state.log("script"),
                    "TERM",
                    Duration.ofSeconds(5));
        }

        @Override
        public Health health() {
            return Files.exists(state.root().resolve("ready")) ? new Health.Up() : new Health.NotReady("no file");
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(2);
        }

        @Override
        public void onReady() {
            readyCalls.incrementAndGet();
        }
    }
}
