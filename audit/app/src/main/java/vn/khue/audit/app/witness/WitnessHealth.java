package vn.khue.audit.app.witness;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** DEGRADED while a witness does not cosign; never down, for the ledger itself goes on. */
@Component("witnesses")
final class WitnessHealth implements HealthIndicator {

    private final WitnessRounds rounds;

    WitnessHealth(WitnessRounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public Health health() {
        boolean well = rounds.standing().values().stream()
                .allMatch(each -> each.fault().isEmpty());
        Health.Builder health = well ? Health.up() : Health.status("DEGRADED");
        rounds.standing()
                .forEach((name, each) -> health.withDetail(
                        name, each.fault().isEmpty() ? each.at().toString() : each.fault()));
        return health.build();
    }
}
