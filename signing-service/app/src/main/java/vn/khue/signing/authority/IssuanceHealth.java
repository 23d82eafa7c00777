package vn.khue.signing.authority;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** DEGRADED while certificates that were issued cannot be entered in the tree of their log; they wait in the database. */
@Component("issuanceLog")
final class IssuanceHealth implements HealthIndicator {
    private final IssuanceKeeper keeper;

    IssuanceHealth(IssuanceKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public Health health() {
        return keeper.failingSince()
                .map(since -> Health.status("DEGRADED").withDetail("since", since.toString()))
                .orElseGet(Health::up)
                .build();
    }
}
