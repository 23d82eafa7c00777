package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tokens of the gate are good under the keys that it publishes, whoever computes the signatures. */
@KeycloakIntegrationTest(config = GateServer.class)
class TokenSignatureTest {
    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    @Test
    void serverInfoSaysThatCorrettoSigns() {
        var signatures =
                admin.serverInfo().getInfo().getProviders().get("signature").getProviders();

        for (String algorithm : List.of("ES256", "RS256")) {
            assertThat(signatures.get(algorithm).getOperationalInfo().get("signs"))
                    .startsWith("AmazonCorrettoCryptoProvider");
        }
    }

    @Test
    void aTokenIsGoodUnderThePublishedKey() throws Exception {
        Gate gate = Gate.at(urls.getBase());
        Browser browser = gate.browser();
        String[] token = gate.app(browser)
                .signIn(Surroundings.get().village.pupil.uid())
                .access()
                .split("\\.");
        JsonNode header = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token[0]));
        assertThat(header.path("alg").asString()).isEqualTo("ES256");
        JsonNode keys = JsonMapper.shared()
                .readTree(browser.get(gate.realm() + "/protocol/openid-connect/certs")
                        .html());
        Signature judge = Signature.getInstance("SHA256withECDSAinP1363Format");
        for (JsonNode key : keys.path("keys")) {
            if (key.path("kid").asString().equals(header.path("kid").asString())) {
                judge.initVerify(publicKey(key));
            }
        }
        judge.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(judge.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
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
