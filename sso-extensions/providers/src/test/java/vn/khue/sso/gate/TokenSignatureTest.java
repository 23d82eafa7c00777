package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;

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
        String token =
                gate.app(browser).signIn(Surroundings.get().village.pupil.uid()).access();

        assertThat(PublishedKeys.of(gate, browser).signed(token)).isTrue();
    }
}
