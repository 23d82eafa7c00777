package vn.khue.signing.certificate;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import vn.khue.audit.event.Actor;
import vn.khue.directory.Role;
import vn.khue.pki.PkiException;
import vn.khue.pki.crl.CrlPublication;
import vn.khue.pki.ocsp.PublicResponder;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/**
 * Puts certificates of people, seals and hosts on hold, ends the hold, revokes them for ever. State and event are one transaction;
 * when this returns, OCSP answers the new state everywhere and the next list is published. Certificates of Khuê's own (authorities,
 * responders, time stamps) are not changed here. Thread-safe.
 */
@Service
public class CertificateWithdrawals {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWithdrawals.class);
    private static final String ROUTE = "/certificates/{ca}/{serial}";

    /** Profiles of certificates that were issued to somebody. */
    private static final Set<String> OF_OTHERS = Set.of(Credentials.PERSON, Credentials.SEAL, "service-tls");

    private final CertificateRegister register;
    private final ResponseHolds holds;
    private final CrlPublication lists;
    private final PublicResponder answers;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final JdbcClient jdbc;
    private final Clock clock;

    public CertificateWithdrawals(
            CertificateRegister register,
            ResponseHolds holds,
            CrlPublication lists,
            PublicResponder answers,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            JdbcClient jdbc,
            Clock clock) {
        this.register = register;
        this.holds = holds;
        this.lists = lists;
        this.answers = answers;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether certificates of this kind are changed here at all. */
    public boolean changes(CertificateRecord record) {
        return OF_OTHERS.contains(record.profile());
    }

    /**
     * Hold (certificateHold, RFC 5280 section 5.3.1).
     *
     * @throws SigningException CERTIFICATE_STATE unless it is good
     */
    public CertificateRecord suspend(ActingPerson officer, String ca, BigInteger serial) {
        return change(officer, SigningAction.SUSPEND_CERTIFICATE, "/suspend", ca, serial, (now, as) -> {
            require(now.status() instanceof CertificateStatus.Good);
            CertificateRecord changed = register.change(ca, serial, new CertificateStatus.Suspended(second()));
            events.certificateSuspended(officer, as, changed);
            return changed;
        });
    }

    /**
     * The same in answer to an alert: a security officer ends it by {@link #release}.
     *
     * @throws SigningException CERTIFICATE_STATE unless it is good
     */
    public CertificateRecord hold(ActingPerson officer, String ca, BigInteger serial) {
        return change(officer, SigningAction.SUSPEND_CERTIFICATE, "/suspend", ca, serial, (now, as) -> {
            require(now.status() instanceof CertificateStatus.Good);
            CertificateRecord changed = register.change(ca, serial, new CertificateStatus.Suspended(second()));
            holds.add(changed, officer.id(), second());
            events.certificateSuspended(officer, as, changed);
            return changed;
        });
    }

    /** @throws SigningException CERTIFICATE_STATE unless it is on hold */
    public CertificateRecord resume(ActingPerson officer, String ca, BigInteger serial) {
        return resume(officer, SigningAction.RESUME_CERTIFICATE, "/resume", ca, serial);
    }

    /** @throws SigningException CERTIFICATE_STATE unless it is on hold in answer to an alert */
    public CertificateRecord release(ActingPerson officer, String ca, BigInteger serial) {
        return resume(officer, SigningAction.RELEASE_CERTIFICATE, "/release", ca, serial);
    }

    private CertificateRecord resume(
            ActingPerson officer, SigningAction action, String step, String ca, BigInteger serial) {
        return change(officer, action, step, ca, serial, (now, as) -> {
            require(now.status() instanceof CertificateStatus.Suspended);
            boolean answered = holds.end(now);
            require(answered || action == SigningAction.RESUME_CERTIFICATE);
            CertificateRecord changed = register.change(ca, serial, new CertificateStatus.Good());
            events.certificateResumed(officer, as, changed);
            return changed;
        });
    }

    /** @throws SigningException CERTIFICATE_STATE where it is revoked already */
    public CertificateRecord revoke(ActingPerson officer, String ca, BigInteger serial, RevocationReason reason) {
        return change(officer, SigningAction.REVOKE_CERTIFICATE, "/revoke", ca, serial, (now, as) -> {
            require(!(now.status() instanceof CertificateStatus.Revoked));
            holds.end(now);
            CertificateRecord changed = register.change(ca, serial, new CertificateStatus.Revoked(second(), reason));
            events.certificateRevoked(officer, as, changed, reason);
            return changed;
        });
    }

    /**
     * Revokes at the wish of the host whose certificate it is; the caller has judged that it may (RFC 8555 section 7.6).
     *
     * @throws SigningException CERTIFICATE_STATE where it is revoked already
     */
    public void revoke(Actor host, String ca, BigInteger serial, RevocationReason reason) {
        acts.report(() -> {
            oneAtATime();
            CertificateRecord present = register.find(ca, serial)
                    .filter(record -> OF_OTHERS.contains(record.profile()))
                    .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            require(!(present.status() instanceof CertificateStatus.Revoked));
            register.change(ca, serial, new CertificateStatus.Revoked(second(), reason));
            events.certificateRevoked(host, present, reason);
        });
        publish();
    }

    private interface Change {
        CertificateRecord of(CertificateRecord present, Role as);
    }

    private CertificateRecord change(
            ActingPerson officer, SigningAction action, String step, String ca, BigInteger serial, Change change) {
        CertificateRecord changed = acts.run(officer, action, ROUTE + step, Optional.empty(), () -> {
            // Whoever may not act at all must not learn which certificates there are.
            rights.require(officer, action, new Subject.OfCertificate(officer.unit(), Optional.empty()));
            oneAtATime();
            CertificateRecord present = register.find(ca, serial)
                    .filter(this::changes)
                    .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Role as = rights.require(
                    officer,
                    action,
                    new Subject.OfCertificate(present.unit().orElse(officer.unit()), present.holder()));
            return change.of(present, as);
        });
        publish();
        return changed;
    }

    /** The change is committed and the answers are signed; a list that cannot be signed now comes with the next run. */
    private void publish() {
        try {
            lists.run();
        } catch (PkiException e) {
            LOG.error("the list of a changed certificate could not be published; the next run tries again", e);
        }
        answers.awaitEverywhere();
    }

    private void oneAtATime() {
        jdbc.sql("select pg_advisory_xact_lock(:revoking)")
                .param("revoking", OwnRevocations.REVOKING)
                .query()
                .listOfRows();
    }

    private static void require(boolean follows) {
        if (!follows) {
            throw new SigningException(Refusal.CERTIFICATE_STATE);
        }
    }

    private Instant second() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
