package vn.khue.sso.gate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys that the gate publishes, and the JDK's judgement of tokens by them. */
record PublishedKeys(JsonNode keys) {
    static PublishedKeys of(Gate gate, Browser browser) {
        return new PublishedKeys(JsonMapper.shared()
                .readTree(browser.get(gate.realm() + "/protocol/openid-connect/certs")
                        .html())
                .path("keys"));
    }

    /** Whether it is signed by ES256 with one of them. */
    boolean signed(String token) throws GeneralSecurityException {
        String[] parts = token.split("\\.");
        JsonNode header = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[0]));
        for (JsonNode key : keys) {
            if (key.path("kid").asString().equals(header.path("kid").asString())
                    && header.path("alg").asString().equals("ES256")) {
                Signature judge = Signature.getInstance("SHA256withECDSAinP1363Format");
                judge.initVerify(publicKey(key));
                judge.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
                return judge.verify(Base64.getUrlDecoder().decode(parts[2]));
            }
        }
        return false;
    }

    private static PublicKey publicKey(JsonNode key) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(number(key, "x"), number(key, "y")),
                        curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asString()));
    }
}
