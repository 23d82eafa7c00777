package vn.khue.audit.app.intake;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import vn.khue.audit.kafka.KafkaIntake;
import vn.khue.audit.kafka.KafkaIntakeState;

/** Down while events wait in Kafka because it does not answer, or because they cannot be stored. */
final class KafkaHealth implements HealthIndicator {

    private final KafkaIntake intake;

    KafkaHealth(KafkaIntake intake) {
        this.intake = intake;
    }

    @Override
    public Health health() {
        KafkaIntakeState state = intake.state();
        if (state instanceof KafkaIntakeState.Following following) {
            return Health.up().withDetail("partitions", following.partitions()).build();
        } else if (state instanceof KafkaIntakeState.Paused paused) {
            return Health.down().withDetail("paused", paused.since().toString()).build();
        } else if (state instanceof KafkaIntakeState.Failing failing) {
            return Health.down().withDetail("since", failing.since().toString()).build();
        }
        return Health.unknown().build();
    }
}
