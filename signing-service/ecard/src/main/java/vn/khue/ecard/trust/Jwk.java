package vn.khue.ecard.trust;

import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.ecard.cose.P256;
import vn.khue.ecard.jws.CompactJws;
import vn.khue.pki.CryptoProviders;

/** Public keys of P-256 as JSON Web Keys (RFC 7517, RFC 7518 section 6.2). */
public final class Jwk {
    private Jwk() {}

    public static ObjectNode of(ECPublicKey key) {
        byte[][] xy = P256.coordinates(key);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return CompactJws.object()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", base64.encodeToString(xy[0]))
                .put("y", base64.encodeToString(xy[1]));
    }

    /** @throws EcardException fault STRUCTURE for anything else */
    public static ECPublicKey read(JsonNode jwk, CryptoProviders providers) {
        if (!jwk.path("kty").asString("").equals("EC")
                || !jwk.path("crv").asString("").equals("P-256")) {
            throw other();
        }
        try {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            return P256.key(
                    base64.decode(jwk.path("x").asString("")),
                    base64.decode(jwk.path("y").asString("")),
                    providers);
        } catch (IllegalArgumentException e) {
            throw other();
        }
    }

    private static EcardException other() {
        return new EcardException(Fault.STRUCTURE, "a JWK of P-256 expected, found another");
    }
}
