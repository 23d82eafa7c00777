package vn.khue.signing.certificate;

import java.math.BigInteger;
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
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;

/**
 * Ends the right to sign in by certificate with the card of staff: once the card of a person's unit is revoked and no other stands in its
 * place, their certificates for signing in that were issued before are revoked, and published at once. One issued later stays, as it belongs
 * to what came after. A certificate that the card office put onto a card goes with just that card: revoked with it, or when another key takes
 * its place, on hold while the card is suspended. The gate ends the sessions of both. Runs every few seconds over what changed lately;
 * running it again changes nothing. Thread-safe.
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
    private final CertificateRegister register;
    private final OwnRevocations revocations;
    private final Clock clock;

    EndedCards(
            JdbcClient jdbc,
            Credentials credentials,
            CertificateRegister register,
            OwnRevocations revocations,
            Clock clock) {
        this.jdbc = jdbc;
        this.register = register;
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

    /** @return how many certificates were revoked, put on hold or resumed */
    public int sweep() {
        int changed = ofEndedCards() + onEndedCards() + onSuspendedCards();
        if (changed > 0) {
            revocations.publish();
        }
        return changed;
    }

    /** Those that people asked for with the key of a card of theirs. */
    private int ofEndedCards() {
        int revoked = 0;
        for (Ended card : ended()) {
            Set<String> before = issuedBefore(card);
            for (CertificateRecord record : credentials.logins(card.person(), card.unit())) {
                if (record.status() instanceof CertificateStatus.Revoked
                        || !before.contains(record.serial().toString(16).toUpperCase(Locale.ROOT))
                        || !record.notAfter().isAfter(clock.instant())) {
                    continue;
                }
                if (revocations.revoke(record, reason(card.cause()))) {
                    revoked++;
                }
            }
        }
        return revoked;
    }

    private static RevocationReason reason(Optional<String> cause) {
        return cause.filter(IN_OTHER_HANDS::contains).isPresent()
                ? RevocationReason.KEY_COMPROMISE
                : RevocationReason.CESSATION_OF_OPERATION;
    }

    /** A key that the card office made, with the card that it goes with. */
    private record OfficeKey(String ca, String serial, int status, Optional<String> cause) {}

    /** Those that the card office made, whose card is revoked or replaced, or which have a successor on the card. */
    private int onEndedCards() {
        int revoked = 0;
        for (OfficeKey key : keys("(c.status in (1, 3) or exists (select 1 from staff_card_key later"
                + " where later.card = k.card and later.made_at > k.made_at))")) {
            RevocationReason reason = key.status() == 1 ? reason(key.cause()) : RevocationReason.SUPERSEDED;
            if (record(key).filter(found -> revocations.revoke(found, reason)).isPresent()) {
                revoked++;
            }
            jdbc.sql("update staff_card_key set ended_at = :at where ca = :ca and serial = :serial")
                    .param("at", Timestamp.from(clock.instant()))
                    .param("ca", key.ca())
                    .param("serial", key.serial())
                    .update();
        }
        return revoked;
    }

    /** Hold and its end follow the card; a hold that an officer set is not ours to end. */
    private int onSuspendedCards() {
        int changed = 0;
        for (OfficeKey key : keys("c.status = 2 and not k.held")) {
            changed += held(key, record(key).filter(revocations::hold).isPresent(), true);
        }
        for (OfficeKey key : keys("c.status = 0 and k.held")) {
            changed += held(key, record(key).filter(revocations::resume).isPresent(), false);
        }
        return changed;
    }

    private int held(OfficeKey key, boolean changed, boolean held) {
        if (changed || !held) {
            jdbc.sql("update staff_card_key set held = :held where ca = :ca and serial = :serial")
                    .param("held", held)
                    .param("ca", key.ca())
                    .param("serial", key.serial())
                    .update();
        }
        return changed ? 1 : 0;
    }

    private Optional<CertificateRecord> record(OfficeKey key) {
        return register.find(key.ca(), new BigInteger(key.serial(), 16));
    }

    private List<OfficeKey> keys(String which) {
        return jdbc.sql("select k.ca, k.serial, c.status, c.cause from staff_card_key k join card c on c.id = k.card"
                        + " where k.ended_at is null and " + which + " order by k.made_at")
                .query((row, number) -> new OfficeKey(
                        row.getString("ca"),
                        row.getString("serial"),
                        row.getInt("status"),
                        Optional.ofNullable(row.getString("cause"))))
                .list();
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
