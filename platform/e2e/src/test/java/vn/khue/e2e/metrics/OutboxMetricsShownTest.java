package vn.khue.e2e.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.part.OutboxMetrics;
import vn.khue.launcher.part.Waiting;

/** What status and an alarm read: each part that sends events says how many wait and how many may. */
@ExtendWith(WithKhue.class)
class OutboxMetricsShownTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void eachPartSaysWhatWaits(KhueStack khue) {
        for (String page : List.of(khue.keycloakManagement() + "/metrics", khue.signing() + "/actuator/prometheus")) {
            Optional<Waiting> said = new OutboxMetrics(client, URI.create(page)).ask();
            assertThat(said).as(page).isPresent();
            assertThat(said.orElseThrow().bound())
                    .as(page)
                    .isGreaterThan(said.orElseThrow().near());
            assertThat(said.orElseThrow().events())
                    .as(page)
                    .isLessThan(said.orElseThrow().near());
        }
    }
}
