package vn.khue.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartProcessTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    Path directory;

    private PartProcess process;

    @AfterEach
    void leaveNothingRunning() {
        if (process != null) {
            process.stop("KILL", Duration.ofSeconds(5));
        }
    }

    @Test
    void recordsTheProcessThatBecomesThePart() {
        process = start("exec sleep 60");

        assertThat(Poll.until(SOON, OFTEN, () -> RunRecord.readAlive(record()).isPresent()))
                .isTrue();
        RunRecord found = RunRecord.readAlive(record()).orElseThrow();
        assertThat(found.identity()).isEqualTo(process.identity());
        assertThat(found.fingerprint()).isEqualTo(spec("exec sleep 60").fingerprint());
    }

    @Test
    void asksToEndFirst() {
        process = start("trap 'echo asked; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        awaitLog("ready");

        process.stop("TERM", SOON);

        assertThat(process.alive()).isFalse();
        assertThat(log()).contains("asked");
    }

    @Test
    void killsWhatDoesNotEndWhenAsked() {
        process = start("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        awaitLog("ready");

        process.stop("TERM", Duration.ofMillis(300));

        assertThat(process.alive()).isFalse();
    }

    @Test
    void takesTheChildrenAlong() {
        process = start("sleep 61 & echo child $!; echo ready; wait");
        awaitLog("ready");
        long child = Long.parseLong(log().lines()
                .filter(line -> line.startsWith("child "))
                .findFirst()
                .orElseThrow()
                .substring("child ".length()));
        assertThat(ProcessIdentity.of(child)).isPresent();

        process.stop("TERM", SOON);

        assertThat(ProcessIdentity.of(child)).isEmpty();
    }

    @Test
    void doesNotTakeAnotherProcessWithTheSameNumberForThePart() {
        process = start("exec sleep 60");
        ProcessIdentity self = process.identity();
        ProcessIdentity former = new ProcessIdentity(self.pid(), self.startTicks() - 1, self.bootId());
        ProcessIdentity beforeReboot =
                new ProcessIdentity(self.pid(), self.startTicks(), "another start of the machine");

        assertThat(former.alive()).isFalse();
        assertThat(beforeReboot.alive()).isFalse();
        new PartProcess(former).stop("KILL", SOON);
        assertThat(process.alive()).isTrue();
    }

    @Test
    void aDeadProcessThatNobodyCollectedIsDead() {
        String zombie = "12 (a (strange) name) Z 1 12 12 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 0";
        String living = zombie.replace(") Z", ") S");

        assertThat(ProcessIdentity.parse(12, zombie, "boot\n")).isEmpty();
        assertThat(ProcessIdentity.parse(12, living, "boot\n"))
                .isEqualTo(Optional.of(new ProcessIdentity(12, 4711, "boot")));
    }

    @Test
    void readsNoRecordFromWhatIsNotOne() throws IOException {
        for (String content : new String[] {"", "12", "x\ny\nz\nw\n", "12\n12 (a) S\nboot\nf\n", "-1\n\n\n\n"}) {
            Files.writeString(record(), content);
            assertThat(RunRecord.read(record())).as(content).isEmpty();
        }
    }

    @Test
    void readsTheRecordThatItWroteForItself() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

        RunRecord.write(record(), self);

        assertThat(RunRecord.readAlive(record()).orElseThrow().identity()).isEqualTo(self);
    }

    @Test
    void givesThePartNothingOfItsOwnEnvironment() {
        process = start("env; echo ready; exec sleep 60");
        awaitLog("ready");

        assertThat(log().lines().filter(line -> line.contains("=")).map(line -> line.substring(0, line.indexOf('='))))
                .containsOnly("ONLY", "PWD");
    }

    private PartProcess start(String script) {
        return PartProcess.start(spec(script), record());
    }

    private ProcessSpec spec(String script) {
        return new ProcessSpec(
                List.of("/bin/sh", "-c", script),
                new TreeMap<>(Map.of("ONLY", "this")),
                directory,
                directory.resolve("log"),
                "TERM",
                SOON);
    }

    private Path record() {
        return directory.resolve("record");
    }

    private void awaitLog(String word) {
        assertThat(Poll.until(SOON, OFTEN, () -> log().contains(word))).isTrue();
    }

    private String log() {
        try {
            Path file = directory.resolve("log");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
