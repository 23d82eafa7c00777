package vn.khue.audit.app.wazuh;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.audit.app.store.EventStoreException;
import vn.khue.audit.wazuh.HostAlerts;
import vn.khue.audit.wazuh.NoticeSecret;
import vn.khue.audit.wazuh.WazuhException;
import vn.khue.audit.wazuh.item.HostAlert;

/**
 * {@code POST /api/wazuh/alerts}: one alert, from integratord (4.x, signed) or a notification channel (5.x, with the secret). A signature
 * holds five minutes; an alert is taken once, and none that is older than a day.
 */
@RestController
final class NoticeController {

    static final String PATH = "/api/wazuh/alerts";
    static final int MOST_BYTES = 256 << 10;
    private static final int MOST_A_MINUTE = 600;
    private static final Duration OLDEST = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(NoticeController.class);

    private final NoticeSecret secret;
    private final HostAlertIntake intake;
    private final SetUps setUps;
    private final Clock clock;
    private Instant minute = Instant.EPOCH;
    private int taken;

    NoticeController(NoticeSecret secret, HostAlertIntake intake, SetUps setUps, Clock clock) {
        this.secret = secret;
        this.intake = intake;
        this.setUps = setUps;
        this.clock = clock;
    }

    /** @param stored 1, or 0 for one that was known already or is below the level that is taken */
    record Taken(int stored) {}

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    Taken take(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw refused(NoticeRefusedException.Rule.UNREADABLE, "more than " + MOST_BYTES + " bytes");
        }
        judge(request, body);
        bear();
        HostAlert alert = alert(body);
        if (alert.time().isBefore(clock.instant().minus(OLDEST))) {
            throw refused(NoticeRefusedException.Rule.STALE, "an alert of " + alert.time());
        }
        int least = setUps.read().map(SetUp::leastLevel).orElse(0);
        try {
            return new Taken(alert.level() < least ? 0 : intake.take(List.of(alert), connection -> {}));
        } catch (SQLException e) {
            throw new EventStoreException(
                    "Wazuh notice: expected to store it, found SQL state " + e.getSQLState() + "; check PostgreSQL", e);
        }
    }

    private void judge(HttpServletRequest request, byte[] body) {
        NoticeSecret.Verdict verdict;
        try {
            verdict = secret.judge(
                    Optional.ofNullable(request.getHeader("X-Khue-Signature")),
                    Optional.ofNullable(request.getHeader("Authorization")),
                    body,
                    clock.instant());
        } catch (WazuhException e) {
            LOG.warn("notices of Wazuh are refused: {}", e.getMessage());
            throw refused(NoticeRefusedException.Rule.CLOSED, "no secret");
        }
        switch (verdict) {
            case SIGNED, PRESENTED -> {}
            case STALE -> throw refused(NoticeRefusedException.Rule.STALE, "a signature of another time");
            case STRANGER -> throw refused(NoticeRefusedException.Rule.STRANGER, "no proof");
        }
    }

    private static HostAlert alert(byte[] body) {
        try {
            return HostAlerts.read(body);
        } catch (WazuhException e) {
            throw refused(NoticeRefusedException.Rule.UNREADABLE, e.getMessage());
        }
    }

    /** Of whoever has the secret; strangers use nothing up. */
    private synchronized void bear() {
        Instant now = clock.instant();
        if (Duration.between(minute, now).compareTo(Duration.ofMinutes(1)) >= 0) {
            minute = now;
            taken = 0;
        }
        if (++taken > MOST_A_MINUTE) {
            throw refused(NoticeRefusedException.Rule.TOO_MANY, "more than " + MOST_A_MINUTE + " in a minute");
        }
    }

    private static NoticeRefusedException refused(NoticeRefusedException.Rule rule, String found) {
        return new NoticeRefusedException(rule, "Wazuh notice: expected an alert of now from Wazuh, found " + found);
    }
}
