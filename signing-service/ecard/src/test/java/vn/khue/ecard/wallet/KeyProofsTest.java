package vn.khue.ecard.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vn.khue.pki.CryptoProviders;

/** Proofs that a library of others (Nimbus) made: the right one holds, and each wrong one has its own reason. */
class KeyProofsTest {
    private static final String ISSUER = "https://the.edu.vn";
    private static final Instant NOW = Instant.parse("2026-11-27T05:00:00Z");

    private final KeyProofs proofs =
            new KeyProofs(ISSUER, Duration.ofMinutes(5), Duration.ofMinutes(1), CryptoProviders.fastest());
    private final ECKey key;

    KeyProofsTest() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).generate();
    }

    @Test
    void theRightOneHolds() throws Exception {
        ProofVerdict verdict = proofs.judge(proof(claims -> claims.put("iss", "khue-wallet")), NOW);
        assertThat(verdict).isInstanceOf(ProofVerdict.Holds.class);
        ProofVerdict.Holds holds = (ProofVerdict.Holds) verdict;
        assertThat(holds.key().getW()).isEqualTo(key.toECPublicKey().getW());
        assertThat(holds.nonce()).isEqualTo("n-1");
        assertThat(holds.client()).contains("khue-wallet");
        assertThat(proofs.judge(proof(claims -> claims.put("iat", seconds(-300))), NOW))
                .isInstanceOf(ProofVerdict.Holds.class);
        assertThat(proofs.judge(proof(claims -> claims.put("iat", seconds(60))), NOW))
                .isInstanceOf(ProofVerdict.Holds.class);
    }

    @Test
    void anotherIssuerOrTimeOrNoNonce() throws Exception {
        refused(ProofProblem.OTHER_ISSUER, proof(claims -> claims.put("aud", "https://another.edu.vn")));
        refused(ProofProblem.OTHER_ISSUER, proof(claims -> claims.put("aud", ISSUER + "/")));
        refused(ProofProblem.OTHER_ISSUER, proof(claims -> claims.remove("aud")));
        refused(ProofProblem.OTHER_ISSUER, proof(claims -> claims.put("aud", new String[] {ISSUER})));
        refused(ProofProblem.TIME, proof(claims -> claims.put("iat", seconds(-301))));
        refused(ProofProblem.TIME, proof(claims -> claims.put("iat", seconds(61))));
        refused(ProofProblem.TIME, proof(claims -> claims.remove("iat")));
        refused(ProofProblem.TIME, proof(claims -> claims.put("iat", "now")));
        refused(ProofProblem.TIME, proof(claims -> claims.put("iat", Double.MAX_VALUE)));
        refused(ProofProblem.NONCE_MISSING, proof(claims -> claims.remove("nonce")));
        refused(ProofProblem.NONCE_MISSING, proof(claims -> claims.put("nonce", "")));
        refused(ProofProblem.NONCE_MISSING, proof(claims -> claims.put("nonce", "x".repeat(129))));
        refused(ProofProblem.UNREADABLE, proof(claims -> claims.put("iss", 7)));
    }

    @Test
    void otherAlgorithmsAndTypes() throws Exception {
        String payload = payload(claims -> {});
        String none = base64("{\"alg\":\"none\",\"typ\":\"" + KeyProofs.TYPE + "\",\"jwk\":" + key.toPublicJWK() + "}")
                + "." + base64(payload) + ".";
        refused(ProofProblem.UNREADABLE, none);
        JWSObject mac = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType(KeyProofs.TYPE))
                        .jwk(key.toPublicJWK())
                        .build(),
                new Payload(payload));
        mac.sign(new MACSigner(key.toECPublicKey().getEncoded()));
        refused(ProofProblem.UNREADABLE, mac.serialize());
        refused(ProofProblem.UNREADABLE, signed(key, "JWT", key.toPublicJWK(), payload));
        refused(ProofProblem.UNREADABLE, signed(key, "openid4vci-proof+JWT", key.toPublicJWK(), payload));
        ECKey larger = new ECKeyGenerator(Curve.P_384).generate();
        JWSObject es384 = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES384)
                        .type(new JOSEObjectType(KeyProofs.TYPE))
                        .jwk(larger.toPublicJWK())
                        .build(),
                new Payload(payload));
        es384.sign(new ECDSASigner(larger));
        refused(ProofProblem.UNREADABLE, es384.serialize());
        refused(ProofProblem.UNREADABLE, signed(key, KeyProofs.TYPE, key.toPublicJWK(), "[]"));
        refused(ProofProblem.UNREADABLE, "");
        refused(ProofProblem.UNREADABLE, "a.b");
        refused(
                ProofProblem.UNREADABLE,
                signed(key, KeyProofs.TYPE, key.toPublicJWK(), "{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}"));
    }

    @Test
    void otherKeys() throws Exception {
        String payload = payload(claims -> {});
        refused(ProofProblem.KEY_MISSING, signed(key, KeyProofs.TYPE, null, payload));
        refused(
                ProofProblem.KEY_MISSING,
                withHeader("\"jwk\":" + key.toPublicJWK() + ",\"kid\":\"did:example:1#0\"", payload));
        refused(ProofProblem.PRIVATE_KEY, withHeader("\"jwk\":" + key.toJSONString(), payload));
        ECKey larger = new ECKeyGenerator(Curve.P_384).generate();
        refused(ProofProblem.KEY, withHeader("\"jwk\":" + larger.toPublicJWK(), payload));
        refused(
                ProofProblem.KEY,
                withHeader("\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}", payload));
        refused(ProofProblem.KEY, withHeader("\"jwk\":{\"kty\":\"oct\"}", payload));
        ECKey another = new ECKeyGenerator(Curve.P_256).generate();
        refused(ProofProblem.FORGED, signed(another, KeyProofs.TYPE, key.toPublicJWK(), payload));
    }

    @Test
    void giants() throws Exception {
        refused(ProofProblem.OVERSIZE, proof(claims -> claims.put("filler", "x".repeat(4096))));
        refused(ProofProblem.OVERSIZE, ".".repeat(1 << 20));
    }

    private void refused(ProofProblem problem, String proof) {
        assertThat(proofs.judge(proof, NOW)).isEqualTo(new ProofVerdict.Refused(problem));
    }

    private String proof(Consumer<Map<String, Object>> change) throws Exception {
        return signed(key, KeyProofs.TYPE, key.toPublicJWK(), payload(change));
    }

    private static String payload(Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", ISSUER);
        claims.put("iat", seconds(0));
        claims.put("nonce", "n-1");
        change.accept(claims);
        return new Payload(com.nimbusds.jose.util.JSONObjectUtils.toJSONString(claims)).toString();
    }

    private static long seconds(int later) {
        return NOW.plusSeconds(later).getEpochSecond();
    }

    private static String signed(ECKey key, String type, ECKey shown, String payload) throws Exception {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType(type));
        Optional.ofNullable(shown).ifPresent(header::jwk);
        JWSObject object = new JWSObject(header.build(), new Payload(payload));
        object.sign(new ECDSASigner(key));
        return object.serialize();
    }

    /** With a header that the library would not write. */
    private String withHeader(String members, String payload) throws Exception {
        String header = base64("{\"alg\":\"ES256\",\"typ\":\"" + KeyProofs.TYPE + "\"," + members + "}");
        String signed = header + "." + base64(payload);
        return signed + "."
                + new ECDSASigner(key)
                        .sign(new JWSHeader(JWSAlgorithm.ES256), signed.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
