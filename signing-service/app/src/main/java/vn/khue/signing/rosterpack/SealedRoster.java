package vn.khue.signing.rosterpack;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import java.security.interfaces.ECPublicKey;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/** Seals a pack for the one browser that has the key: JWE compact, ECDH-ES and A256GCM (RFC 7516, RFC 7518 sections 4.6 and 5.3). */
final class SealedRoster {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SealedRoster() {}

    /** @param key of P-256 */
    static String of(Map<String, Object> pack, ECPublicKey key) {
        JWEObject sealed = new JWEObject(
                new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM),
                new Payload(JSON.writeValueAsBytes(pack)));
        try {
            sealed.encrypt(new ECDHEncrypter(key));
        } catch (JOSEException e) {
            throw new PkiException(Fault.KEY, "a key of P-256 to seal a roster for expected, found one that cannot", e);
        }
        return sealed.serialize();
    }
}
