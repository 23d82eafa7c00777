package vn.khue.sso.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.khue.sso.server.ProviderException;

/**
 * Keyed hash of a login name that belongs to nobody. People type passwords into the name field, so the text itself is never kept;
 * the hash still shows that one name was tried many times. HMAC-SHA-256, cut to 16 bytes, hex. Immutable.
 */
final class LoginNameHash {
    private static final String ALGORITHM = "HmacSHA256";
    /** Parts this use of the key from any other. */
    private static final String PURPOSE = "khue login name\0";

    private final byte[] key;

    LoginNameHash(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    String of(String typed) {
        String name = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(PURPOSE.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new ProviderException("expected " + ALGORITHM + ", which every JDK has; use another JDK", e);
        }
    }
}
