package vn.khue.web.event;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import vn.khue.audit.event.Backlog;

/** DEGRADED while so many audit events wait that it is alarmed; never down, for a restart would deliver none of them. */
final class BacklogHealth implements HealthIndicator {

    private final OutboxWatch watch;

    BacklogHealth(OutboxWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        Backlog backlog = watch.current();
        Health.Builder health = backlog.level() == Backlog.Level.LOW ? Health.up() : Health.status("DEGRADED");
        backlog.oldest().ifPresent(since -> health.withDetail("since", since.toString()));
        return health.withDetail("waiting", backlog.waiting())
                .withDetail("bound", backlog.bound().rows())
                .build();
    }
}
