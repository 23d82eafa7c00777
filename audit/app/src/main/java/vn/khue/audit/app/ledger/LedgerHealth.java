package vn.khue.audit.app.ledger;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down when events are not getting into the ledger: a failing sequencer, or one that has not looked for a minute. */
@Component("ledger")
final class LedgerHealth implements HealthIndicator {

    private static final Duration SILENT = Duration.ofMinutes(1);

    private final Sequencer sequencer;
    private final Clock clock;

    LedgerHealth(Sequencer sequencer, Clock clock) {
        this.sequencer = sequencer;
        this.clock = clock;
    }

    @Override
    public Health health() {
        SequencerState state = sequencer.state();
        if (state instanceof SequencerState.Publishing publishing) {
            boolean silent = Duration.between(publishing.at(), clock.instant()).compareTo(SILENT) > 0;
            return (silent ? Health.down() : Health.up())
                    .withDetail("size", publishing.size())
                    .withDetail("at", publishing.at().toString())
                    .build();
        } else if (state instanceof SequencerState.Failing failing) {
            return Health.down().withDetail("since", failing.since().toString()).build();
        } else if (state instanceof SequencerState.Standby) {
            return Health.up().withDetail("role", "standby").build();
        }
        return Health.unknown().build();
    }
}
