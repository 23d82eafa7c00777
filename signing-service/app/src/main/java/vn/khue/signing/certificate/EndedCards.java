package vn.khue.signing.certificate;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;

/**
 * Ends the right to sign in by certificate with the card of staff: once the card of a person's unit is revoked and no other stands in its
 * place, their certificates for signing in that were issued before are revoked, and published at once. One issued later stays, as it belongs
 * to what came after. Runs every few seconds over what was revoked lately; running it again changes nothing. Thread-safe.
 */
@Component
public class EndedCards {
    private static final Logger LOG = LoggerFactory.getLogger(EndedCards.class);

    /** As long as this the service may have been away. */
    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    /** Causes after which somebody else may have the card, and the key on it. */
    private static final Set<String> IN_OTHER_HANDS = Set.of("lost", "stolen", "misused");

    private final JdbcClient jdbc;
    private final Credentials credentials;
    private final OwnRevocations revocations;
    private final Clock clock;

    EndedCards(JdbcClient jdbc, Credentials credentials, OwnRevocations revocations, Clock clock) {
        this.jdbc = jdbc;
        this.credentials = credentials;
        this.revocations = revocations;
        this.clock = clock;
    }

    private record Ended(UUID person, String unit, Optional<String> cause, Instant at) {}

    /** The same as {@link #sweep}; a failure is logged, and the next run tries again. */
    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
    public void run() {
        try {
            sweep();
        } catch (RuntimeException failure) {
            LOG.error("login certificates of revoked cards could not be revoked; the next run tries again", failure);
        }
    }

    /** @return how many certificates were revoked */
    public int sweep() {
        int revoked = 0;
        for (Ended card : ended()) {
            Set<String> before = issuedBefore(card);
            for (CertificateRecord record : credentials.logins(card.person(), card.unit())) {
                if (record.status() instanceof CertificateStatus.Revoked
                        || !before.contains(record.serial().toString(16).toUpperCase(Locale.ROOT))
                        || !record.notAfter().isAfter(clock.instant())) {
                    continue;
                }
                boolean elsewhere =
                        card.cause().filter(IN_OTHER_HANDS::contains).isPresent();
                if (revocations.revoke(
                        record,
                        elsewhere ? RevocationReason.KEY_COMPROMISE : RevocationReason.CESSATION_OF_OPERATION)) {
                    revoked++;
                }
            }
        }
        if (revoked > 0) {
            revocations.publish();
        }
        return revoked;
    }

    /** Serials of what was issued while the card held; the start of a certificate is dated back, so it does not tell. */
    private Set<String> issuedBefore(Ended card) {
        return Set.copyOf(jdbc.sql("select serial from certificate_request where kind = 'LOGIN' and state = 'ISSUED'"
                        + " and holder = :person and unit = :unit and decided_at <= :at")
                .param("person", card.person())
                .param("unit", card.unit())
                .param("at", Timestamp.from(card.at()))
                .query(String.class)
                .list());
    }

    private List<Ended> ended() {
        return jdbc.sql("select distinct on (person, unit) person, unit, cause, changed_at from card gone"
                        + " where status = 1 and role <> 'HOC_SINH' and changed_at > :since and not exists"
                        + " (select 1 from card other where other.person = gone.person and other.unit = gone.unit"
                        + " and other.status in (0, 2) and other.expires_at > :now)"
                        + " order by person, unit, changed_at desc")
                .param("since", Timestamp.from(clock.instant().minus(LOOKED_BACK)))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new Ended(
                        row.getObject("person", UUID.class),
                        row.getString("unit"),
                        Optional.ofNullable(row.getString("cause")),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }
}
