package vn.khue.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    /** The parts beside the checkout, built by {@code mvn package}. */
    public static Installation of(Path checkout, Texts texts) {
        Path parts = checkout.resolve("platform/launcher/target/parts");
        if (!Files.isDirectory(parts)) {
            throw new LauncherException(texts.get("parts.missing", parts));
        }
        return new Installation(parts);
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

    /** The launcher's own jars and everything they stand on. */
    public List<Path> libraries() {
        return jarsOrZips("lib", ".jar");
    }

    /** The executable jar of an app. */
    public Path app(String name, Texts texts) {
        Path jar = parts.resolve("apps").resolve(name + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new LauncherException(texts.get("parts.missing", jar));
        }
        return jar;
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
