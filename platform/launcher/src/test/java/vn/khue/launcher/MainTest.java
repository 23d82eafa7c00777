package vn.khue.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.decision.Decision;
import vn.khue.signature.decision.DecisionLayout;

/** Exit codes that scripts rely on. */
class MainTest {
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

        assertThat(run("verify", "--trust", "official:" + trust, "a.pdf")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("root.crt");
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
