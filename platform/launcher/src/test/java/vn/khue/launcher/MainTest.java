package vn.khue.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.process.ProcessIdentity;
import vn.khue.launcher.process.RunRecord;
import vn.khue.launcher.supervisor.Supervisor;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.decision.Decision;
import vn.khue.signature.decision.DecisionLayout;

/** Exit codes that scripts rely on. */
class MainTest {
    private static final List<String> PARTS =
            List.of("postgres", "directory", "keycloak", "audit", "signing", "console");

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dance",
                "up --fast",
                "up --directory=novell",
                "down now",
                "status --xml",
                "verify",
                "verify --at yesterday a.pdf",
                "card",
                "card dance",
                "card verify",
                "card verify --at yesterday KHUE",
                "card decode a b",
                "ca",
                "ca dance",
                "ca audit --key",
                "ca audit --fast",
                "ca init",
                "ca init --by Hoà --threshold 1",
                "ca init --by Hoà --threshold 4 --shares 3",
                "ca init --by Hoà --shares many",
                "ca sign",
                "ca sign --by Hoà --share",
                "ca revoke people --by Hoà",
                "ca revoke --key-compromise --by Hoà",
                "ledger",
                "ledger burn",
                "roster",
                "roster dance",
                "roster plan",
                "roster plan --complete --partial a.csv",
                "roster plan --day yesterday a.csv",
                "roster plan --rollover next",
                "roster apply",
                "roster apply first",
                "roster apply 1 --pass-brake=why",
                "roster undo 1 2",
                "roster status 1 2",
                "roster plan --scim hr a.csv",
                "roster plan --scim hr --complete --partial",
                "roster plan --source scim:hr a.csv",
                "roster scim",
                "roster scim dance",
                "roster scim issue hr",
                "roster scim issue HR --token-file t",
                "roster scim issue hr --token-file t --school 1 --all-schools",
                "roster scim revoke",
                "roster scim list all",
                "roster scim serve --port 99999",
                "roster scim serve --url ftp://x",
                "demo a.pdf b.pdf"
            })
    void unknownWordsEndWith64AndAreNamed(String words) {
        assertThat(run(words.split(" "))).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).isNotBlank();
    }

    @Test
    void anUnsignedFileIsNotValid() throws SignatureFailure {
        Path pdf = directory.resolve("decision.pdf");
        new DecisionLayout()
                .write(
                        new Decision(
                                "UBND",
                                "Trường",
                                "QĐ-T",
                                "Củ Chi",
                                "Về việc",
                                "HIỆU TRƯỞNG",
                                List.of("Căn cứ"),
                                List.of("Điều"),
                                List.of("Lưu"),
                                List.of("HIỆU TRƯỞNG"),
                                "An"),
                        pdf);

        assertThat(run("verify", "--json", pdf.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"indication\":\"NOT_SIGNED\"")
                .hasLineCount(1);
    }

    @Test
    void whatIsNoPdfOrNotThereIsUnreadable() throws IOException {
        Path garbage = Files.writeString(directory.resolve("a.pdf"), "not a document");

        assertThat(run("verify", garbage.toString())).isEqualTo(65);
        assertThat(run("verify", directory.resolve("nothing.pdf").toString())).isEqualTo(65);
    }

    @Test
    void aTrustFileWithoutCertificatesIsNamed() throws IOException {
        Path trust = Files.writeString(directory.resolve("root.crt"), "no certificate");

        assertThat(run("verify", "--trust", "official:" + trust, "a.pdf")).isEqualTo(65);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("root.crt");
        assertThat(run("verify", "--trust", directory.resolve("absent.crt").toString(), "a.pdf"))
                .isEqualTo(65);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("absent.crt");
    }

    @Test
    void aDemoFileThatCannotBeReadIsNamedBeforeAnythingIsStarted() throws IOException {
        assertThat(run("demo", directory.resolve("nothing.pdf").toString())).isEqualTo(65);
        assertThat(run("demo", directory.toString())).isEqualTo(65);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("nothing.pdf", "there is no such file", "it is a directory")
                .doesNotContain("\tat ");
        assertThat(directory.resolve("state")).doesNotExist();

        Path large = directory.resolve("large.pdf");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(3L << 30);
        }
        assertThat(run("demo", large.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("large.pdf", "TOO_LARGE");
    }

    @Test
    void aStateDirectoryThatCannotBeMadeIsNamedWithoutAStackTrace() throws IOException {
        Files.writeString(directory.resolve("state"), "a file is in its place");

        assertThat(run("up", "--detach")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("state").doesNotContain("\tat ");
    }

    @Test
    void downMakesNothingWhereThereIsNothing() {
        assertThat(run("down")).isZero();
        assertThat(run("down")).isZero();
        assertThat(directory.resolve("state")).doesNotExist();
    }

    /** The supervisor lives, and gives up whatever it is asked for. */
    @Test
    void upFailsAndNamesEveryPartThatStaysDown() throws IOException {
        StateDirectory state = new StateDirectory(directory.resolve("state"));
        state.create();
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        RunRecord.write(Supervisor.recordOf(state), self);
        RunRecord.write(Supervisor.readyMarkOf(state), self);
        Files.writeString(state.log("audit"), "the database is gone\n");
        ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> work = supervisor.scheduleWithFixedDelay(
                () -> PARTS.forEach(
                        part -> StateDirectory.writeOwnerOnly(state.run().resolve(part + ".given-up"), "")),
                0,
                20,
                TimeUnit.MILLISECONDS);
        try {
            assertThat(run("up", "--detach")).isEqualTo(1);
        } finally {
            work.cancel(true);
            supervisor.shutdownNow();
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("the database is gone")
                .contains(PARTS.stream()
                        .map(part -> part + " still does not work")
                        .toList());
    }

    @Test
    void nothingRunsInANewStateDirectory() {
        assertThat(run("status", "--json")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"up\":false", "\"condition\":\"down\"");
        assertThat(run("down")).isZero();
    }

    private int run(String... words) {
        return Main.run(
                new ArrayList<>(List.of(words)),
                Map.of("KHUE_STATE", directory.resolve("state").toString(), "KHUE_LANG", "en"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
