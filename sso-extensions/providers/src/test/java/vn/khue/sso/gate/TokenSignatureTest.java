package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
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
        assertThat(admin.serverInfo()
                        .getInfo()
                        .getProviders()
                        .get("signature")
                        .getProviders()
                        .get("RS256")
                        .getOperationalInfo()
                        .get("RSA"))
                .startsWith("AmazonCorrettoCryptoProvider");
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
        assertThat(header.path("alg").asString()).isEqualTo("RS256");
        JsonNode keys = JsonMapper.shared()
                .readTree(browser.get(gate.realm() + "/protocol/openid-connect/certs")
                        .html());
        Signature judge = Signature.getInstance("SHA256withRSA");
        for (JsonNode key : keys.path("keys")) {
            if (key.path("kid").asString().equals(header.path("kid").asString())) {
                judge.initVerify(KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
            }
        }
        judge.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(judge.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asString()));
    }
}
