package vn.khue.sso.events;

import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import vn.khue.audit.event.OutboxListener;

/** Counts what becomes of audit events on their way, under the names that the apps use. A rejected one needs a person: alarm on any. */
final class DeliveryMeter implements OutboxListener {
    private static final String DELIVERED = "khue.events.delivered";

    @Override
    public void delivered(int accepted, int duplicate, Duration took) {
        Metrics.counter(DELIVERED, "result", "accepted").increment(accepted);
        Metrics.counter(DELIVERED, "result", "duplicate").increment(duplicate);
    }

    @Override
    public void rejected(String eventId, String reason) {
        Metrics.counter(DELIVERED, "result", "rejected").increment();
    }

    @Override
    public void failed(String reason, Duration pause) {
        Metrics.counter("khue.events.delivery.failures").increment();
    }
}
