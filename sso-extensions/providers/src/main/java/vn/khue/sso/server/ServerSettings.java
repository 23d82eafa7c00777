package vn.khue.sso.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.keycloak.Config;

/**
 * Settings of one provider: first Keycloak's own ({@code --spi-<spi>--<provider>--<key>=…}), then the environment variable that
 * all parts of Khuê share. Immutable.
 */
public final class ServerSettings {
    private static final int LONGEST_SECRET = 4_096;

    private final Config.Scope scope;
    private final Map<String, String> environment;

    public ServerSettings(Config.Scope scope, Map<String, String> environment) {
        this.scope = scope;
        this.environment = Map.copyOf(environment);
    }

    /** The value of that key, or of that environment variable. */
    public Optional<String> text(String key, String variable) {
        return Optional.ofNullable(scope.get(key))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** A number from Keycloak's settings alone. */
    public long number(String key, long otherwise) {
        return scope.getLong(key, otherwise);
    }

    /**
     * Where the secret lies: the file that the key names, else the file {@code name} in the folder {@code KHUE_SECRETS}.
     *
     * @throws ProviderException if neither is set
     */
    public Path secretFile(String key, String name) {
        return Optional.ofNullable(scope.get(key))
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("KHUE_SECRETS")).map(folder -> Path.of(folder, name)))
                .orElseThrow(() -> new ProviderException("expected the setting " + key
                        + " or the environment variable KHUE_SECRETS, found neither; set one"));
    }

    /**
     * The one line of a secret file.
     *
     * @throws ProviderException if the file is missing, empty or longer than 4,096 bytes
     */
    public static String read(Path secretFile) {
        try {
            String secret = Files.size(secretFile) > LONGEST_SECRET
                    ? ""
                    : Files.readString(secretFile).strip();
            if (secret.isEmpty()) {
                throw new ProviderException("expected one line of at most " + LONGEST_SECRET + " bytes in " + secretFile
                        + ", found none or more; write the secret again");
            }
            return secret;
        } catch (IOException e) {
            throw new ProviderException("expected the secret file " + secretFile + ", could not read it; create it", e);
        }
    }
}
