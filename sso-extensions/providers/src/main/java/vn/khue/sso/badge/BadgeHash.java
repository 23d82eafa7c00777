package vn.khue.sso.badge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.khue.sso.server.ProviderException;

/**
 * HMAC-SHA-256 under the badge key, each kind of text under a name of its own. What the database holds is of no use without the
 * key. Thread-safe.
 */
final class BadgeHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 16;

    private final SecretKeySpec key;

    /**
     * @throws ProviderException if the key is shorter than 16 characters
     */
    BadgeHash(String key) {
        if (key.length() < SHORTEST_KEY) {
            throw new ProviderException("expected a badge key of at least " + SHORTEST_KEY + " characters, found "
                    + key.length() + "; write a longer one and issue the badges again");
        }
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** 64 hexadecimal digits, lower case. */
    String of(String kind, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(kind.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new ProviderException("expected HMAC-SHA-256, which every JDK has; use another JDK", e);
        }
    }

    /** Compares in constant time. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
