package vn.khue.signing.acme;

import java.security.SecureRandom;
import java.util.Base64;

/** The MAC key of an external account binding (RFC 8555 §7.3.4). */
final class BindingKey {
    private static final int BYTES = 32;

    private BindingKey() {}

    /** 256 bits but for one in 64 that is not taken: certbot takes a word that begins with a hyphen for an option of its own. */
    static byte[] next(SecureRandom random) {
        byte[] key = new byte[BYTES];
        do {
            random.nextBytes(key);
        } while (text(key).startsWith("-"));
        return key;
    }

    /** Base64url without padding, as clients are given it. */
    static String text(byte[] key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
