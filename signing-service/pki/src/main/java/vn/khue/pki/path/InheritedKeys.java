package vn.khue.pki.path;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPublicKey;
import java.security.spec.DSAPublicKeySpec;

/** A DSA key without parameters has its issuer's (RFC 5280 section 6.1.4 (e)). Other keys stand as they are. */
final class InheritedKeys {
    private InheritedKeys() {}

    static PublicKey of(PublicKey key, PublicKey issuerKey) {
        if (key instanceof DSAPublicKey dsa && dsa.getParams() == null && issuerKey instanceof DSAPublicKey issuer) {
            DSAParams params = issuer.getParams();
            try {
                return KeyFactory.getInstance("DSA", "SUN")
                        .generatePublic(new DSAPublicKeySpec(dsa.getY(), params.getP(), params.getQ(), params.getG()));
            } catch (GeneralSecurityException e) {
                // A key that cannot be completed verifies nothing.
                return key;
            }
        }
        return key;
    }
}
