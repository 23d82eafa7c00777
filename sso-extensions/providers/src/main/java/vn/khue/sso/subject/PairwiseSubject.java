package vn.khue.sso.subject;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.khue.sso.server.ProviderException;

/**
 * Makes a person's subject for one app: HMAC-SHA-256 under the salt over app and person, base64url, 43 characters (OpenID Connect
 * Core 1.0, 8.1: it must not be reversible by anyone but the provider). Two apps cannot match their people. Immutable.
 */
record PairwiseSubject(String salt) {
    private static final String ALGORITHM = "HmacSHA256";

    PairwiseSubject {
        if (salt == null || salt.length() < 16) {
            throw new ProviderException("expected a salt of at least 16 characters for pairwise subjects, found "
                    + (salt == null ? 0 : salt.length()) + "; set it in the mapper of the client scope \"basic\"");
        }
    }

    String of(String app, String person) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(app.getBytes(StandardCharsets.UTF_8));
            // No client id and no person id holds a zero byte, so no two pairs are written alike.
            mac.update((byte) 0);
            mac.update(person.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new ProviderException("expected " + ALGORITHM + ", which every JDK has; use another JDK", e);
        }
    }
}
