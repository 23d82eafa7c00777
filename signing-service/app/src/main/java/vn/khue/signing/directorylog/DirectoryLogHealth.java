package vn.khue.signing.directorylog;

import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.khue.signing.directorylog.DirectoryLogRounds.Standing;

/**
 * Whether changes in the directory are told: DEGRADED while a log that was there cannot be read. Says {@code none} where a directory keeps no
 * log, as the embedded one, and {@code not set up} where there is no password for cn=log-reader. Details at {@code /actuator/health/status}.
 */
@Component("directoryLog")
final class DirectoryLogHealth implements HealthIndicator {
    private final DirectoryLogRounds rounds;

    DirectoryLogHealth(DirectoryLogRounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public Health health() {
        Map<String, Standing> standings = rounds.standings();
        if (standings.isEmpty()) {
            return Health.up().withDetail("log", "not set up").build();
        }
        boolean all = standings.values().stream().noneMatch(each -> each == Standing.GONE || each == Standing.FAILED);
        Health.Builder health = all ? Health.up() : Health.status("DEGRADED");
        standings.forEach((server, standing) -> health.withDetail(server, word(standing)));
        return health.build();
    }

    private static String word(Standing standing) {
        return switch (standing) {
            case READ -> "read";
            case GONE -> "gone";
            case NONE -> "none: this directory keeps no log of changes";
            case FAILED -> "failed";
        };
    }
}
