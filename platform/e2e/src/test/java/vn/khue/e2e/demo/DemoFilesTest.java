package vn.khue.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;

/** {@code ./khue demo FILE} with the files that people bring. Each run waits for new one-time codes. */
@Tag("slow")
@ExtendWith(WithKhue.class)
class DemoFilesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"LANDSCAPE", "ROTATED", "A3", "SIGNED_BY_A_STRANGER"})
    void holdsForWhatCanBeSigned(Specimen specimen, KhueStack khue) throws Exception {
        Path file = directory.resolve(specimen.fileName());
        specimen.write(file);

        khue.run("demo", file.toString());

        assertThat(Files.readString(khue.state().resolve("demo/summary.json"))).doesNotContain("\"ok\" : false");
    }

    @ParameterizedTest
    @CsvSource({
        "ENCRYPTED, ENCRYPTED",
        "JAVASCRIPT, JAVASCRIPT",
        "TRUNCATED, TRUNCATED",
        "TEXT, NOT_PDF",
        "EMPTY, EMPTY"
    })
    void namesTheRuleThatRefusesTheRest(Specimen specimen, String rule, KhueStack khue) throws Exception {
        Path file = directory.resolve(specimen.fileName());
        specimen.write(file);

        assertThatThrownBy(() -> khue.run("demo", file.toString()))
                .hasMessageContaining("ended with 1")
                .hasMessageContaining(rule)
                .message()
                .doesNotContain("\tat ");
    }
}
