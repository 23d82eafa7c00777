package vn.khue.signature;

import java.nio.file.Path;
import java.util.Optional;

/** Where third-party test data lies; it is never part of the repository. */
public final class Vectors {

    private Vectors() {}

    public static Path folder(String name) {
        Path root = Path.of(Optional.ofNullable(System.getProperty("khue.root")).orElse("."));
        return Optional.ofNullable(System.getenv("KHUE_VECTORS"))
                .map(Path::of)
                .orElse(root.resolve("../shared/vectors"))
                .resolve(name);
    }
}
