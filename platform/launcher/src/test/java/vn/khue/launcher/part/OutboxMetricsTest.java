package vn.khue.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What waits in a part's outbox, as the part says it. */
class OutboxMetricsTest {
    private static final String PAGE = """
            # HELP khue_audit_outbox_waiting Audit events that the audit service has not acknowledged yet
            # TYPE khue_audit_outbox_waiting gauge
            khue_audit_outbox_waiting{application="khue-signing"} 1234.0
            khue_audit_outbox_bound 1.0E6
            khue_audit_outbox_near 800000.0
            khue_audit_outbox_oldest_seconds 7200.0
            jvm_threads_live_threads 42.0
            """;

    @Test
    void readsWhatWaitsWithLabelsAndWithout() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/metrics", exchange -> {
            try (exchange) {
                byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort();
            HttpClient client = HttpClient.newHttpClient();
            assertThat(new OutboxMetrics(client, URI.create(address + "/metrics")).ask())
                    .contains(new Waiting(1234, 800_000, 1_000_000, 7200));
            assertThat(new OutboxMetrics(client, URI.create(address + "/elsewhere")).ask())
                    .isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatDoesNotSaySaysNothing() {
        assertThat(OutboxMetrics.read("jvm_threads_live_threads 42.0\n")).isEmpty();
        assertThat(OutboxMetrics.read("khue_audit_outbox_waiting NaN\nkhue_audit_outbox_bound 5\n"))
                .isEmpty();
    }

    @Test
    void whatIsDeliveredAtOnceIsNobodysBusiness() {
        assertThat(new Waiting(300, 800, 1_000, 3).isWorthAWord()).isFalse();
        assertThat(new Waiting(3, 800, 1_000, 180).isWorthAWord()).isTrue();
        assertThat(new Waiting(3, 800, 1_000, 180).isAlarming()).isFalse();
        assertThat(new Waiting(800, 800, 1_000, 3).isAlarming()).isTrue();
        assertThat(new Waiting(800, 800, 1_000, 3).isFull()).isFalse();
        assertThat(new Waiting(1_200, 800, 1_000, 3).isFull()).isTrue();
        assertThat(new Waiting(1_200, 800, 1_000, 3).percent()).isEqualTo(120);
    }
}
