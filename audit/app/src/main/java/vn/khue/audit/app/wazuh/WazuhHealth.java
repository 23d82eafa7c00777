package vn.khue.audit.app.wazuh;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.khue.audit.wazuh.Action;

/**
 * Unknown where Wazuh is not set up; up with what is missing of its permissions; lost where it does not work. That one is no "down": this service
 * does its own work without Wazuh.
 */
@Component("wazuh")
final class WazuhHealth implements HealthIndicator {

    static final String LOST = "LOST";

    private final WazuhLink link;

    WazuhHealth(WazuhLink link) {
        this.link = link;
    }

    @Override
    public Health health() {
        LinkState state = link.state();
        if (state instanceof LinkState.Up up) {
            return Health.up()
                    .withDetail("version", up.version())
                    .withDetail(
                            "missing",
                            up.permissions().sights().keySet().stream()
                                    .filter(action -> !up.permissions().whole(action))
                                    .map(Action::wireName)
                                    .toList())
                    .build();
        } else if (state instanceof LinkState.Down down) {
            return Health.status(LOST)
                    .withDetail("reason", down.reason())
                    .withDetail("since", down.at().toString())
                    .build();
        }
        return Health.unknown().build();
    }
}
