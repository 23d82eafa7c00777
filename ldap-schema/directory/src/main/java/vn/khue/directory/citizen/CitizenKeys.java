package vn.khue.directory.citizen;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Keys for citizen numbers, each for one use. */
final class CitizenKeys {
    private CitizenKeys() {}

    /** One key for one use, as HKDF-Expand (RFC 5869) makes it from a secret that is random already. */
    static SecretKey key(String secret, String use, String algorithm) {
        var input = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        byte[] info = (use + "\u0001").getBytes(StandardCharsets.US_ASCII);
        return new SecretKeySpec(mac(input, info), algorithm);
    }

    static byte[] mac(SecretKey key, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected HMAC-SHA-256, which every Java platform has", e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
