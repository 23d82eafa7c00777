package vn.khue.web.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;

/** Shows what waits in the outbox; the launcher's {@code status} reads it. */
final class BacklogMeter implements MeterBinder {

    private final OutboxWatch watch;
    private final Clock clock;

    BacklogMeter(OutboxWatch watch, Clock clock) {
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("khue.audit.outbox.waiting", () -> watch.current().waiting())
                .description("Audit events that the audit service has not acknowledged yet")
                .strongReference(true)
                .register(meters);
        Gauge.builder("khue.audit.outbox.bound", () -> watch.current().bound().rows())
                .description("Audit events that may wait")
                .strongReference(true)
                .register(meters);
        Gauge.builder("khue.audit.outbox.near", () -> watch.current().bound().near())
                .description("Audit events at which the alarm is raised")
                .strongReference(true)
                .register(meters);
        Gauge.builder("khue.audit.outbox.oldest.seconds", this::ageSeconds)
                .description("Age of the oldest audit event that waits, 0 where none does")
                .strongReference(true)
                .register(meters);
    }

    private long ageSeconds() {
        return watch.current()
                .oldest()
                .map(since ->
                        Math.max(0, Duration.between(since, clock.instant()).toSeconds()))
                .orElse(0L);
    }
}
