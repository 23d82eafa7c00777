package vn.khue.audit.app.detection;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down when events are not being looked at: a failing detector, or one that has not looked for a minute. */
@Component("detection")
final class DetectionHealth implements HealthIndicator {

    private static final Duration SILENT = Duration.ofMinutes(1);

    private final Detector detector;
    private final Clock clock;

    DetectionHealth(Detector detector, Clock clock) {
        this.detector = detector;
        this.clock = clock;
    }

    @Override
    public Health health() {
        DetectorState state = detector.state();
        if (state instanceof DetectorState.Watching watching) {
            boolean silent = Duration.between(watching.at(), clock.instant()).compareTo(SILENT) > 0;
            return (silent ? Health.down() : Health.up())
                    .withDetail("behind", watching.behind())
                    .withDetail("at", watching.at().toString())
                    .build();
        } else if (state instanceof DetectorState.Failing failing) {
            return Health.down().withDetail("since", failing.since().toString()).build();
        } else if (state instanceof DetectorState.Standby) {
            return Health.up().withDetail("role", "standby").build();
        }
        return Health.unknown().build();
    }
}
