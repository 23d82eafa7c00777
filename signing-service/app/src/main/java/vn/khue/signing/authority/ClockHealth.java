package vn.khue.signing.authority;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import vn.khue.pki.timestamp.ClockState;
import vn.khue.pki.timestamp.ClockWatch;

/** Whether time stamps are given. The service stays up without them: verification and status go on. */
@Component("clockHealthIndicator")
public final class ClockHealth implements HealthIndicator {
    /** Shown for the component; a status of its own, so that it does not take the whole service down. */
    private static final Status NOT_BELIEVED = new Status("CLOCK_NOT_BELIEVED");

    private final ClockWatch watch;

    public ClockHealth(ClockWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        if (watch.look() instanceof ClockState.Untrusted untrusted) {
            return Health.status(NOT_BELIEVED)
                    .withDetail("why", untrusted.why().name())
                    .build();
        }
        return Health.up().build();
    }
}
