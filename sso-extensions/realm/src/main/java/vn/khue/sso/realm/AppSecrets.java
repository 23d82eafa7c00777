package vn.khue.sso.realm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The secrets by which apps prove themselves: file {@code app-<client>} in the folder of secrets, mode 0600. */
final class AppSecrets {
    private static final int BYTES = 32;

    private final Path folder;
    private final RealmVariables variables;
    private final SecureRandom random;

    AppSecrets(Path folder, RealmVariables variables, SecureRandom random) {
        this.folder = folder;
        this.variables = variables;
        this.random = random;
    }

    /** The app's secret: 256 random bits, base64url; made where there is none yet. */
    String of(String client) {
        String name = "app-" + client;
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            try {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(
                        file,
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(bytes)
                                .getBytes(StandardCharsets.US_ASCII),
                        Set.of(StandardOpenOption.WRITE, StandardOpenOption.SYNC)
                                .toArray(StandardOpenOption[]::new));
            } catch (IOException e) {
                throw new RealmException(
                        "expected to write the app's secret to " + file + ", could not; free the way", e);
            }
        }
        return variables.secret(name);
    }

    /** Whether there is one already. */
    boolean has(String client) {
        return Files.exists(folder.resolve("app-" + client));
    }
}
