package vn.khue.web.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import vn.khue.audit.event.EventTransport;
import vn.khue.audit.event.EventTransportProvider;
import vn.khue.audit.event.HttpEventTransport;
import vn.khue.audit.event.OutboxPolicy;
import vn.khue.audit.event.OutboxSender;
import vn.khue.web.WebException;
import vn.khue.web.login.Gate;
import vn.khue.web.login.SecretFile;

/** Puts a delivery together: this database's outbox, the road to the audit service, the gate's tokens. */
public final class Deliveries {

    private Deliveries() {}

    /** @param source as the app's events name it */
    public static EventDelivery over(
            DataSource database,
            DeliveryProperties events,
            String source,
            Gate gate,
            MeterRegistry meters,
            Clock clock) {
        return new EventDelivery(() -> new OutboxSender(
                database::getConnection,
                transport(events, source, gate, clock),
                OutboxPolicy.standard(),
                new DeliveryMeter(meters),
                clock,
                new SecureRandom()));
    }

    private static EventTransport transport(DeliveryProperties events, String source, Gate gate, Clock clock) {
        if (events.transport().equals("http")) {
            return new HttpEventTransport(
                    events.intake(),
                    new GateBearerTokens(gate, events.clientId(), new SecretFile(events.clientSecret()), clock));
        }
        if (events.transportSettings() == null) {
            throw new WebException("expected the file khue.web.events.transport-settings for the transport "
                    + events.transport() + ", found none; name it");
        }
        return EventTransportProvider.named(events.transport()).open(source, events.transportSettings());
    }
}
