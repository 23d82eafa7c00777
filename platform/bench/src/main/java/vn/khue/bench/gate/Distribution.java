package vn.khue.bench.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import vn.khue.bench.BenchException;

/**
 * What a Keycloak is made of.
 *
 * @param zip the distribution
 * @param providers our jars for it
 */
record Distribution(Path zip, List<Path> providers) {

    /**
     * @param home folder of the built checkout
     * @throws BenchException if it is not built
     */
    static Distribution of(Path home) {
        Path parts = home.resolve("platform/launcher/target/parts");
        Path zip = files(parts.resolve("keycloak"), ".zip").stream()
                .findFirst()
                .orElseThrow(() -> new BenchException(
                        "expected Keycloak's distribution in " + parts + ", found none; run ./khue bench"));
        return new Distribution(zip, files(parts.resolve("providers"), ".jar"));
    }

    private static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new BenchException("expected to list " + folder + ", found " + e, e);
        }
    }
}
