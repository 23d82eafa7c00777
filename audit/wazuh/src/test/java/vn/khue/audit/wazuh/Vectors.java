package vn.khue.audit.wazuh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** What was recorded and published by others lies beside the checkout ({@code wazuh} of {@code KHUE_VECTORS}); without it tests are skipped. */
final class Vectors {

    private Vectors() {}

    static Path wazuh() {
        Path folder = Path.of(System.getenv()
                        .getOrDefault("KHUE_VECTORS", System.getProperty("khue.root", ".") + "/../shared/vectors"))
                .resolve("wazuh");
        assumeTrue(Files.isDirectory(folder), "no Wazuh vectors beside the checkout");
        return folder;
    }
}
