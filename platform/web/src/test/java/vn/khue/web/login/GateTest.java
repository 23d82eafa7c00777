package vn.khue.web.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GateTest {

    private final AtomicReference<byte[]> answer = new AtomicReference<>(new byte[0]);
    private HttpServer server;
    private String issuer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/realms/khue/.well-known/openid-configuration", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, answer.get().length == 0 ? -1 : answer.get().length);
                exchange.getResponseBody().write(answer.get());
            }
        });
        server.start();
        issuer = "http://localhost:" + server.getAddress().getPort() + "/realms/khue";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void forgetsAFailureAndKeepsASuccess() {
        Gate gate = new Gate(URI.create(issuer));
        assertThatThrownBy(gate::endpoints).isInstanceOf(GateUnreachableException.class);

        answer(document(issuer));
        assertThat(gate.endpoints().token()).isEqualTo(URI.create(issuer + "/token"));

        answer("");
        assertThat(gate.endpoints().token()).isEqualTo(URI.create(issuer + "/token"));
    }

    @Test
    void refusesAnAnswerOfAnotherIssuer() {
        answer(document("http://localhost:1/realms/khue"));

        assertThatThrownBy(() -> new Gate(URI.create(issuer)).endpoints())
                .isInstanceOf(GateUnreachableException.class)
                .hasMessageContaining("expected issuer " + issuer);
    }

    @Test
    void refusesWhatIsNotADiscoveryDocument() {
        for (String strange :
                new String[] {"[]", "{}", "<html>", "{\"issuer\":\"" + issuer + "\"}", "[".repeat(200_000)}) {
            answer(strange);
            assertThatThrownBy(() -> new Gate(URI.create(issuer)).endpoints())
                    .isInstanceOf(GateUnreachableException.class);
        }
    }

    @Test
    void readsNoMoreThanItMust() {
        answer(document(issuer) + " ".repeat(300 * 1024));

        assertThatThrownBy(() -> new Gate(URI.create(issuer)).endpoints()).isInstanceOf(GateUnreachableException.class);
    }

    @Test
    void saysWhenNobodyAnswers() {
        server.stop(0);

        assertThatThrownBy(() -> new Gate(URI.create(issuer)).endpoints())
                .isInstanceOf(GateUnreachableException.class)
                .hasMessageContaining("check that Keycloak runs");
    }

    private void answer(String text) {
        answer.set(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String document(String issuer) {
        return "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + issuer + "/auth\",\"token_endpoint\":\""
                + issuer + "/token\",\"jwks_uri\":\"" + issuer + "/keys\"}";
    }
}
