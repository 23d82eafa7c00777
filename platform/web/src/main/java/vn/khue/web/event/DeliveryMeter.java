package vn.khue.web.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import vn.khue.audit.event.OutboxListener;

/** Counts what becomes of audit events on their way. A rejected one needs a person: alarm on any. */
final class DeliveryMeter implements OutboxListener {

    private final Counter accepted;
    private final Counter duplicate;
    private final Counter rejected;
    private final Counter failures;

    DeliveryMeter(MeterRegistry meters) {
        accepted = meters.counter("khue.events.delivered", "result", "accepted");
        duplicate = meters.counter("khue.events.delivered", "result", "duplicate");
        rejected = meters.counter("khue.events.delivered", "result", "rejected");
        failures = meters.counter("khue.events.delivery.failures");
    }

    @Override
    public void delivered(int newly, int again, Duration took) {
        accepted.increment(newly);
        duplicate.increment(again);
    }

    @Override
    public void rejected(String eventId, String reason) {
        rejected.increment();
    }

    @Override
    public void failed(String reason, Duration pause) {
        failures.increment();
    }
}
