package vn.khue.audit.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The verifier must not lean on the writer: a shared mistake would hide itself. */
class IndependenceTest {

    @Test
    void noFileOfTheVerifierNamesTheWriter() throws IOException {
        Path sources = Path.of("src/main/java/vn/khue/audit/ledger/verify");
        try (Stream<Path> files = Files.list(sources)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(java).hasSizeGreaterThan(8);
            for (Path file : java) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                assertThat(text.replace("vn.khue.audit.ledger.verify", ""))
                        .as(file.toString())
                        .doesNotContain("vn.khue.audit.ledger");
            }
        }
    }

    @Test
    void noFileOfTheWriterNamesTheVerifier() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/vn/khue/audit/ledger"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.UTF_8))
                        .doesNotContain("import vn.khue.audit.ledger.verify");
            }
        }
    }
}
