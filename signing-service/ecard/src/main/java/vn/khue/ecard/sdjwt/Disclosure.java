package vn.khue.ecard.sdjwt;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import tools.jackson.databind.node.ArrayNode;
import vn.khue.ecard.jws.CompactJws;
import vn.khue.pki.DigestAlgorithm;

/**
 * A claim that its holder may keep back (RFC 9901 section 4.2.1): base64url of {@code [salt, name, value]}.
 *
 * @param text as it stands between the tildes
 */
public record Disclosure(String text) {
    /** Random bytes of a salt, 128 bits (section 9.3). */
    public static final int SALT = 16;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /**
     * One under a fresh salt.
     *
     * @param value of the claim, a text
     */
    public static Disclosure of(String name, String value, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        ArrayNode array = CompactJws.object().arrayNode();
        array.add(BASE64.encodeToString(salt)).add(name).add(value);
        return new Disclosure(BASE64.encodeToString(array.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** What stands for it in the signed part: SHA-256 over the text, base64url (section 4.2.3). */
    public String digest() {
        return BASE64.encodeToString(DigestAlgorithm.SHA256.of(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
