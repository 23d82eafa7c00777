package vn.khue.sso.realm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is kept of secrets that Keycloak masks, to see whether they changed. They are random and long, so that this helps nobody. */
final class Digests {
    private Digests() {}

    /** The first 8 bytes of SHA-256, hexadecimal. */
    static String of(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new RealmException("expected SHA-256, which every JDK has; use another JDK", e);
        }
    }
}
