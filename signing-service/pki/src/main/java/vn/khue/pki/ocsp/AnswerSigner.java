package vn.khue.pki.ocsp;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.IssuerAndSerial;

/** Signs answers before anybody asks. Thread-safe. */
public final class AnswerSigner {
    private final OcspResponder responder;
    private final AnswerPolicy policy;
    private final Clock clock;

    public AnswerSigner(OcspResponder responder, AnswerPolicy policy, Clock clock) {
        this.responder = responder;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Signs an answer for the certificate as it is and stores it in the transaction of the store. A certificate whose CA has no
     * responder here is left to one that has.
     *
     * @return whether an answer is stored
     * @throws vn.khue.pki.PkiException fault KEY where the responder's key cannot be used
     */
    public boolean publish(CertificateRecord certificate, AnswerStore store) {
        return sign(certificate.name(), certificate.status())
                .map(answer -> store.keep(List.of(answer)) == 1)
                .orElse(false);
    }

    /** Empty where no delegate speaks for that CA. */
    Optional<PresignedAnswer> sign(IssuerAndSerial certificate, CertificateStatus status) {
        return responder.delegates().stream()
                .filter(d -> d.ca().equals(certificate.ca()))
                .findFirst()
                .map(by -> sign(by, certificate, status));
    }

    PresignedAnswer sign(Delegate by, IssuerAndSerial certificate, CertificateStatus status) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant next = by.end(now.plus(policy.validity()));
        Delegate.Statement statement =
                new Delegate.Statement(by.lightweight(certificate.serial()), Delegate.status(status));
        byte[] der = by.sign(List.of(statement), List.of(), now, next);
        return new PresignedAnswer(certificate, status, der, now, next, now.plus(policy.refreshAfter()));
    }
}
