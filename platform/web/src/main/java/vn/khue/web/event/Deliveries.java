package vn.khue.web.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import vn.khue.audit.event.HttpEventTransport;
import vn.khue.audit.event.OutboxPolicy;
import vn.khue.audit.event.OutboxSender;
import vn.khue.web.login.Gate;
import vn.khue.web.login.SecretFile;

/** Puts a delivery together: this database's outbox, the audit service's intake, the gate's tokens. */
public final class Deliveries {

    private Deliveries() {}

    public static EventDelivery over(
            DataSource database, DeliveryProperties events, Gate gate, MeterRegistry meters, Clock clock) {
        return new EventDelivery(() -> new OutboxSender(
                database::getConnection,
                new HttpEventTransport(
                        events.intake(),
                        new GateBearerTokens(gate, events.clientId(), new SecretFile(events.clientSecret()), clock)),
                OutboxPolicy.standard(),
                new DeliveryMeter(meters),
                clock,
                new SecureRandom()));
    }
}
