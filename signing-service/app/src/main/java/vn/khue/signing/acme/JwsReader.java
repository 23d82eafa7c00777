package vn.khue.signing.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.khue.pki.pkcs10.RsaKeyCheck;

/**
 * Reads and verifies the JWS of clients (RFC 8555 section 6.2): flattened JSON with exactly its three members, no unprotected
 * header, listed asymmetric algorithms alone, exactly one of jwk and kid. Thread-safe.
 */
@Component
final class JwsReader {
    /** As they are told to a client that used another. */
    static final List<String> ALGORITHMS = List.of("ES256", "ES384", "RS256");

    private static final Set<String> OUTER = Set.of("protected", "payload", "signature");

    /** Neither an extension that must be understood nor an unencoded payload; other unknown members are ignored (RFC 7515). */
    private static final Set<String> FORBIDDEN = Set.of("crit", "b64");

    private static final Map<String, Curve> CURVES = Map.of("ES256", Curve.P_256, "ES384", Curve.P_384);
    private static final int LEAST_RSA = 2048;

    /** @throws AcmeException MALFORMED, BAD_SIGNATURE_ALGORITHM or BAD_PUBLIC_KEY */
    SignedRequest read(byte[] body) {
        JsonNode outer = StrictJson.object(body);
        if (!names(outer).equals(OUTER)) {
            throw malformed("flattened JWS with protected, payload and signature expected");
        }
        JsonNode fields = StrictJson.object(bytes(outer, "protected"));
        if (names(fields).stream().anyMatch(FORBIDDEN::contains)) {
            throw malformed("a protected header without crit and b64 expected");
        }
        String algorithm = StrictJson.text(fields, "alg");
        if (!ALGORITHMS.contains(algorithm)) {
            throw new AcmeException(AcmeError.BAD_SIGNATURE_ALGORITHM, "one of " + ALGORITHMS + " expected");
        }
        bytes(fields, "nonce");
        bytes(outer, "signature");
        boolean sentAlong = fields.has("jwk");
        if (sentAlong == fields.has("kid")) {
            throw malformed("exactly one of jwk and kid expected");
        }
        return new SignedRequest(
                StrictJson.text(outer, "protected"),
                StrictJson.text(outer, "payload"),
                StrictJson.text(outer, "signature"),
                algorithm,
                StrictJson.text(fields, "url"),
                StrictJson.text(fields, "nonce"),
                sentAlong ? Optional.of(key(fields.get("jwk").toString())) : Optional.empty(),
                sentAlong ? Optional.empty() : Optional.of(StrictJson.text(fields, "kid")),
                bytes(outer, "payload"));
    }

    /** A public key that the policy allows, from its JSON. */
    JWK key(String json) {
        try {
            JWK key = JWK.parse(json);
            if (!key.isPrivate()
                    && (key instanceof ECKey ec ? allowed(ec) : key instanceof RSAKey rsa && allowed(rsa))) {
                return key;
            }
        } catch (ParseException | JOSEException | RuntimeException e) {
            // The library answers some malformed keys with runtime exceptions.
            throw new AcmeException(AcmeError.BAD_PUBLIC_KEY, "a JWK expected, found something else");
        }
        throw new AcmeException(AcmeError.BAD_PUBLIC_KEY, "a public key on P-256, P-384 or RSA expected");
    }

    private static boolean allowed(ECKey key) throws JOSEException {
        return CURVES.containsValue(key.getCurve()) && key.toECPublicKey() != null;
    }

    private static boolean allowed(RSAKey key) {
        return key.size() >= LEAST_RSA
                && RsaKeyCheck.objection(
                                key.getModulus().decodeToBigInteger(),
                                key.getPublicExponent().decodeToBigInteger())
                        .isEmpty();
    }

    /** @throws AcmeException MALFORMED where the signature is not this key's */
    void verify(SignedRequest request, JWK key) {
        try {
            byte[] signed =
                    (request.protectedHeader() + "." + request.payloadText()).getBytes(StandardCharsets.US_ASCII);
            if (verifier(request, key)
                    .verify(
                            JWSHeader.parse(new Base64URL(request.protectedHeader())),
                            signed,
                            new Base64URL(request.signature()))) {
                return;
            }
        } catch (JOSEException | ParseException e) {
            throw malformed("a JWS that can be verified expected");
        }
        throw malformed("a signature of the key expected, found another");
    }

    private static JWSVerifier verifier(SignedRequest request, JWK key) throws JOSEException {
        if (key instanceof ECKey ec && ec.getCurve().equals(CURVES.get(request.algorithm()))) {
            return new ECDSAVerifier(ec.toECPublicKey());
        }
        if (key instanceof RSAKey rsa && request.algorithm().equals("RS256")) {
            return new RSASSAVerifier(rsa.toRSAPublicKey());
        }
        throw new AcmeException(AcmeError.BAD_SIGNATURE_ALGORITHM, "an algorithm of the key expected");
    }

    private static Set<String> names(JsonNode object) {
        return new HashSet<>(object.propertyNames());
    }

    private static byte[] bytes(JsonNode object, String name) {
        return StrictJson.bytes(object, name)
                .orElseThrow(() -> malformed("Base64url without padding expected as " + name));
    }

    private static AcmeException malformed(String why) {
        return new AcmeException(AcmeError.MALFORMED, why);
    }
}
