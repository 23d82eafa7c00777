package vn.khue.signing.certificate;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.pki.crl.CrlPublication;
import vn.khue.pki.ocsp.PublicResponder;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signing.event.SigningEvents;

/** Revocations and holds that the service itself finds due, without an officer. Thread-safe. */
@Component
class OwnRevocations {
    /** Names the lock under which one state at a time is changed. */
    static final long REVOKING = 0x6b687565_7265766fL;

    private final CertificateRegister register;
    private final CrlPublication lists;
    private final PublicResponder answers;
    private final SigningEvents events;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OwnRevocations(
            CertificateRegister register,
            CrlPublication lists,
            PublicResponder answers,
            SigningEvents events,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.register = register;
        this.lists = lists;
        this.answers = answers;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Status and event in one transaction; false where another process was quicker. */
    boolean revoke(CertificateRecord record, RevocationReason reason) {
        return Boolean.TRUE.equals(transaction.execute(status -> change(record, reason)));
    }

    /** Puts a good one on hold; false where it is none. */
    boolean hold(CertificateRecord record) {
        return Boolean.TRUE.equals(transaction.execute(status -> held(record, true)));
    }

    /** Ends a hold; false where there is none. */
    boolean resume(CertificateRecord record) {
        return Boolean.TRUE.equals(transaction.execute(status -> held(record, false)));
    }

    private boolean held(CertificateRecord record, boolean hold) {
        CertificateRecord now = present(record);
        boolean fits = hold
                ? now.status() instanceof CertificateStatus.Good
                : now.status() instanceof CertificateStatus.Suspended;
        if (fits) {
            register.change(
                    now.ca(),
                    now.serial(),
                    hold
                            ? new CertificateStatus.Suspended(clock.instant().truncatedTo(ChronoUnit.SECONDS))
                            : new CertificateStatus.Good());
            events.certificateHeld(now, hold);
        }
        return fits;
    }

    /** Lets everybody know, once all of them are changed. */
    void publish() {
        lists.run();
        answers.awaitEverywhere();
    }

    /** As it is now, and nobody else changes one meanwhile. */
    private CertificateRecord present(CertificateRecord record) {
        jdbc.sql("select pg_advisory_xact_lock(:revoking)")
                .param("revoking", REVOKING)
                .query()
                .listOfRows();
        return register.find(record.ca(), record.serial())
                .orElseThrow(() -> new IllegalStateException("a certificate that was listed is in the register"));
    }

    private boolean change(CertificateRecord record, RevocationReason reason) {
        CertificateRecord now = present(record);
        if (now.status() instanceof CertificateStatus.Revoked) {
            return false;
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        register.change(now.ca(), now.serial(), new CertificateStatus.Revoked(at, reason));
        events.certificateRevoked(now, reason);
        return true;
    }
}
