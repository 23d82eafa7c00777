package vn.khue.audit.app.timestamp;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** DEGRADED while the ledger has had no timestamp for too long; never down, for the ledger itself goes on. */
@Component("timestamps")
final class TimestampHealth implements HealthIndicator {

    private final TimestampRounds rounds;

    TimestampHealth(TimestampRounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public Health health() {
        TimestampRounds.Standing standing = rounds.standing();
        Health.Builder health = standing.late() ? Health.status("DEGRADED") : Health.up();
        standing.newest().ifPresent(at -> health.withDetail("newest", at.toString()));
        standing.fault().ifPresent(fault -> health.withDetail("fault", fault));
        return health.build();
    }
}
