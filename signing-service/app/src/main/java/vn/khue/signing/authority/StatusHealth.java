package vn.khue.signing.authority;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.khue.pki.PkiException;
import vn.khue.pki.crl.CrlPublication;
import vn.khue.pki.ocsp.AnswerProduction;
import vn.khue.pki.ocsp.AnswerStore;

/**
 * Whether status is published, and how far what is published reaches. DEGRADED where a key cannot be used: the answers and
 * lists that were signed go on, the first of them until {@code answersUntil}. That is no reason to start the service again, so
 * it does not bring the whole health down. Details at {@code /actuator/health/status}.
 */
@Component("certificateStatus")
final class StatusHealth implements HealthIndicator {
    private final AnswerStore answers;
    private final AnswerProduction production;
    private final CrlPublication lists;
    private final Clock clock;

    StatusHealth(AnswerStore answers, AnswerProduction production, CrlPublication lists, Clock clock) {
        this.answers = answers;
        this.production = production;
        this.lists = lists;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Map<String, Instant> responders = production.stopped();
        Map<String, Instant> authorities = lists.stopped();
        boolean all = responders.isEmpty() && authorities.isEmpty();
        Health.Builder health = all ? Health.up() : Health.status("DEGRADED");
        responders.forEach((ca, since) -> health.withDetail("responder of " + ca + " stopped", since.toString()));
        authorities.forEach((ca, since) -> health.withDetail("lists of " + ca + " stopped", since.toString()));
        try {
            AnswerStore.Reach reach = answers.reach(clock.instant());
            reach.until().ifPresent(until -> health.withDetail("answersUntil", until.toString()));
            health.withDetail("waiting", reach.waiting());
        } catch (PkiException e) {
            return Health.down().withDetail("store", "does not answer").build();
        }
        return health.build();
    }
}
