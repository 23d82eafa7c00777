package vn.khue.audit.app.detection;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.khue.audit.app.detection.DetectorState.Failing;
import vn.khue.audit.app.detection.DetectorState.Standby;
import vn.khue.audit.app.detection.DetectorState.Watching;

/**
 * Down when events are not being looked at: a failing detector, or one that has not looked for a minute. What is said of this node's part
 * of the shards is said of all of them together, the worst first.
 */
@Component("detection")
final class DetectionHealth implements HealthIndicator {

    private static final Duration SILENT = Duration.ofMinutes(1);

    private final Detectors detectors;
    private final Clock clock;

    DetectionHealth(Detectors detectors, Clock clock) {
        this.detectors = detectors;
        this.clock = clock;
    }

    @Override
    public Health health() {
        List<DetectorState> states = detectors.states();
        List<Failing> failing = only(states, Failing.class);
        List<Watching> watching = only(states, Watching.class);
        if (!failing.isEmpty()) {
            return Health.down()
                    .withDetail("since", failing.get(0).since().toString())
                    .build();
        } else if (!watching.isEmpty()) {
            Watching last =
                    watching.stream().min((a, b) -> a.at().compareTo(b.at())).orElseThrow();
            boolean silent = Duration.between(last.at(), clock.instant()).compareTo(SILENT) > 0;
            Health.Builder health = (silent ? Health.down() : Health.up())
                    .withDetail(
                            "behind",
                            watching.stream().mapToLong(Watching::behind).max().orElse(0))
                    .withDetail("at", last.at().toString());
            if (states.size() > 1) {
                health.withDetail("shards", watching.size() + " of " + states.size());
            }
            return health.build();
        } else if (!only(states, Standby.class).isEmpty()) {
            return Health.up().withDetail("role", "standby").build();
        }
        return Health.unknown().build();
    }

    private static <T extends DetectorState> List<T> only(List<DetectorState> states, Class<T> type) {
        return states.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
