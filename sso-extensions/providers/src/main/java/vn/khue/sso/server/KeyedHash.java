package vn.khue.sso.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under a key from the folder of secrets, each kind of text under a name of its own. What the database holds is of no use
 * without the key. Thread-safe.
 */
public class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 16;

    private final SecretKeySpec key;

    /**
     * @param name of the secret file, for the message
     * @param afterwards what has to be done again under a new key, for the message
     * @throws ProviderException if the key is shorter than 16 characters
     */
    public KeyedHash(String key, String name, String afterwards) {
        if (key.length() < SHORTEST_KEY) {
            throw new ProviderException("expected " + name + " of at least " + SHORTEST_KEY + " characters, found "
                    + key.length() + "; write a longer one and " + afterwards);
        }
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** 64 hexadecimal digits, lower case. */
    public String of(String kind, String text) {
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
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
