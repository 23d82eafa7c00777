package vn.khue.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;

/**
 * What the build staged for the launcher to start.
 *
 * @param parts directory of the staged parts
 */
public record Installation(Path parts) {
    /** The parts beside the checkout, whether they are built or not. */
    public static Installation of(Path checkout) {
        return new Installation(checkout.resolve("platform/launcher/target/parts"));
    }

    /**
     * This installation, if it is built.
     *
     * @throws LauncherException when it is not
     */
    public Installation built(Texts texts) {
        if (!Files.isDirectory(parts)) {
            throw new LauncherException(texts.get("parts.missing", parts));
        }
        return this;
    }

    /** The zip of Keycloak's distribution. */
    public Path keycloakZip(Texts texts) {
        return jarsOrZips("keycloak", ".zip").stream()
                .findFirst()
                .orElseThrow(() -> new LauncherException(texts.get("parts.missing", parts.resolve("keycloak"))));
    }

    /** Jars that go into Keycloak's {@code providers} directory. */
    public List<Path> keycloakProviders() {
        return jarsOrZips("providers", ".jar");
    }

    /** Class path of the launcher itself and of the parts that are plain Java programs. */
    public String libraryPath() {
        return parts.resolve("lib") + "/*";
    }

    /** Class path of a program that stands apart from the rest and brings its own libraries, such as {@code oracle}. */
    public String tool(String name) {
        return parts.resolve("../../../" + name + "/target/part").normalize() + "/*";
    }

    /** Names the build: what runs is told from what was built since by it. Empty for a build that the script did not make. */
    public String build() {
        Path stamp = parts.resolve(".sources");
        try {
            return Files.exists(stamp)
                    ? Files.readString(stamp, StandardCharsets.UTF_8).strip()
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The executable jar of an app. */
    public Path app(String name) {
        return parts.resolve("apps").resolve(name + ".jar");
    }

    private List<Path> jarsOrZips(String directory, String ending) {
        Path place = parts.resolve(directory);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
