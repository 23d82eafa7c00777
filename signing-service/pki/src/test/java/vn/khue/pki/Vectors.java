package vn.khue.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Third-party test data beside the checkout; a test without it is reported as skipped. */
public final class Vectors {
    private Vectors() {}

    public static Path folder(String name) {
        Path vectors = Optional.ofNullable(System.getenv("KHUE_VECTORS"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("khue.root", ".")).resolve("../shared/vectors"));
        Path folder = vectors.resolve(name).normalize();
        Assumptions.assumeTrue(Files.isDirectory(folder), "no test data at " + folder + "; set KHUE_VECTORS");
        return folder;
    }
}
