package vn.khue.sso.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import vn.khue.audit.event.BacklogWatch;

/** Shows what waits in the outbox among Keycloak's own metrics; the launcher's {@code status} reads it there. */
final class BacklogMeter {
    private static final String WAITING = "khue.audit.outbox.waiting";
    private static final String BOUND = "khue.audit.outbox.bound";
    private static final String NEAR = "khue.audit.outbox.near";
    private static final String AGE = "khue.audit.outbox.oldest.seconds";

    private BacklogMeter() {}

    static void show(BacklogWatch watch) {
        Gauge.builder(WAITING, () -> watch.current().waiting())
                .description("Audit events that the audit service has not acknowledged yet")
                .strongReference(true)
                .register(Metrics.globalRegistry);
        Gauge.builder(BOUND, () -> watch.current().bound().rows())
                .description("Audit events that may wait; at so many nobody but administrators signs in anew")
                .strongReference(true)
                .register(Metrics.globalRegistry);
        Gauge.builder(NEAR, () -> watch.current().bound().near())
                .description("Audit events at which the alarm is raised")
                .strongReference(true)
                .register(Metrics.globalRegistry);
        Gauge.builder(AGE, () -> ageSeconds(watch))
                .description("Age of the oldest audit event that waits, 0 where none does")
                .strongReference(true)
                .register(Metrics.globalRegistry);
    }

    static void hide() {
        List.of(WAITING, BOUND, NEAR, AGE)
                .forEach(name -> Metrics.globalRegistry.find(name).meters().forEach(Metrics.globalRegistry::remove));
    }

    private static long ageSeconds(BacklogWatch watch) {
        return watch.current()
                .oldest()
                .map(since -> Math.max(0, Duration.between(since, Instant.now()).toSeconds()))
                .orElse(0L);
    }
}
