package vn.khue.sso.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this jar, as server info shows it. */
public final class ProviderVersion {
    private ProviderVersion() {}

    /** Read from a resource and not from the manifest, which Quarkus does not keep when it builds the server. */
    public static String get() {
        try (InputStream file = ProviderVersion.class.getResourceAsStream("version.txt")) {
            return file == null ? "unknown" : new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
