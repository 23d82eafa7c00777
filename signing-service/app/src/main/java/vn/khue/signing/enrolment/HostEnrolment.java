package vn.khue.signing.enrolment;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.Actor;
import vn.khue.pki.Certificates;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.pkcs10.CertificationRequest;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * A host sends its key with the enrolment secret of an approved request, and comes again until the CA officer has issued.
 * Thread-safe.
 */
@Service
public class HostEnrolment {
    /** What a host gets. */
    public sealed interface Outcome {
        /** @param retryAfter how long to wait before asking again */
        record Pending(Duration retryAfter) implements Outcome {}

        record Issued(X509Certificate certificate) implements Outcome {}
    }

    /** What a host asks for (RFC 7030 sections 4.2.1 and 4.2.2). */
    public enum Operation {
        ENROL,
        /** For a request that follows a former certificate. */
        RE_ENROL
    }

    private final ServiceRequests requests;
    private final EnrolmentSecrets secrets;
    private final HostKeys keys;
    private final EnrolmentPolicy policy;
    private final CertificateRegister register;
    private final Hierarchy hierarchy;
    private final SigningEvents events;
    private final TransactionTemplate transaction;

    public HostEnrolment(
            ServiceRequests requests,
            EnrolmentSecrets secrets,
            HostKeys keys,
            EnrolmentPolicy policy,
            CertificateRegister register,
            Hierarchy hierarchy,
            SigningEvents events,
            PlatformTransactionManager transactions) {
        this.requests = requests;
        this.secrets = secrets;
        this.keys = keys;
        this.policy = policy;
        this.register = register;
        this.hierarchy = hierarchy;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Takes the host's certification request, or answers for the one that it sent before. A wrong one does not use the secret up.
     *
     * @param request id of the request, the user name of the host
     * @param csr PKCS #10, DER
     * @throws SigningException ENROLMENT_SECRET_WRONG before anything is said of the request; ENROLMENT_REFUSED, NAMES_DIFFER and
     *     what the key breaks
     */
    public Outcome enrol(UUID request, String secret, Operation operation, byte[] csr, Actor host) {
        return transaction.execute(status -> inTransaction(request, secret, operation, csr, host));
    }

    private Outcome inTransaction(UUID id, String secret, Operation operation, byte[] csr, Actor host) {
        secrets.require(id, secret);
        ServiceRequest request =
                requests.lock(id).orElseThrow(() -> new SigningException(Refusal.ENROLMENT_SECRET_WRONG));
        if (request.state() instanceof RequestState.Refused) {
            throw new SigningException(Refusal.ENROLMENT_REFUSED);
        }
        if (request.replaces().isPresent() != (operation == Operation.RE_ENROL)) {
            throw new SigningException(Refusal.ENROLMENT_OTHER_OPERATION);
        }
        CertificationRequest sent = request.proof().isPresent()
                ? keys.read(csr)
                : keys.judge(csr, request.unit(), request.names(), request.replaces());
        secrets.useFor(id, sent.keySha256());
        if (request.proof().isEmpty()) {
            requests.prove(id, new KeyProof(csr, sent.keySha256()));
            events.hostKeyCame(host, id, request.unit(), policy.profile());
        }
        return request.state() instanceof RequestState.Issued issued
                ? new Outcome.Issued(certificate(issued.serial()))
                : new Outcome.Pending(policy.retryAfter());
    }

    private X509Certificate certificate(BigInteger serial) {
        CertificateRecord record = register.findByAnyKey(HostKeys.AUTHORITY, serial)
                .orElseThrow(() -> new IllegalStateException("a certificate that was issued is in the register"));
        if (!(record.status() instanceof CertificateStatus.Good)) {
            throw new SigningException(Refusal.CERTIFICATE_STATE);
        }
        return Certificates.parse(record.der());
    }

    /** The authority of hosts, then its issuers up to the root. */
    public List<X509Certificate> authorities() {
        return hierarchy.authority(HostKeys.AUTHORITY).key().chain();
    }
}
