package vn.khue.web.event;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where audit events go: {@code khue.web.events.*}. Without an intake they stay in the outbox.
 *
 * @param intake the audit service's {@code POST /api/events}
 * @param clientId service client that may write events
 * @param clientSecret file with its secret in its first line
 * @param transport {@code http}, or the name of another transport that lies beside the app
 * @param transportSettings file of its settings; HTTP needs none
 * @param heartbeat from one sign of life to the next, 1 s to 1 h
 */
@ConfigurationProperties("khue.web.events")
public record DeliveryProperties(
        URI intake,
        @DefaultValue("khue-events") String clientId,
        Path clientSecret,
        @DefaultValue("http") String transport,
        Path transportSettings,
        @DefaultValue("60s") Duration heartbeat) {}
