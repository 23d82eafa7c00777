package vn.khue.signing.enrolment;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.Actor;
import vn.khue.pki.Certificates;
import vn.khue.pki.pkcs10.CertificationRequest;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * A host that proved in TLS to hold the key of its certificate gets the next one for the same subject and names (RFC 7030 sections
 * 3.3.2 and 4.2.2). What the certificate is worth now the register says. Thread-safe.
 */
@Service
public class HostRenewal {
    private final CertificateRegister register;
    private final IssuedServices issued;
    private final ServiceNames names;
    private final HostKeys keys;
    private final AutomatedIssue issue;
    private final EnrolmentPolicy policy;
    private final TransactionTemplate transaction;

    public HostRenewal(
            CertificateRegister register,
            IssuedServices issued,
            ServiceNames names,
            HostKeys keys,
            AutomatedIssue issue,
            EnrolmentPolicy policy,
            PlatformTransactionManager transactions) {
        this.register = register;
        this.issued = issued;
        this.names = names;
        this.keys = keys;
        this.issue = issue;
        this.policy = policy;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Renews. The same request sent again, because the answer was lost, gets the same certificate.
     *
     * @param presented whose private key the host proved to hold
     * @param csr PKCS #10, DER
     * @throws SigningException CLIENT_CERTIFICATE_REFUSED before anything is said of the request; NAME_NOT_APPROVED, NAMES_DIFFER,
     *     NOT_RENEWABLE and what the key breaks
     */
    public X509Certificate renew(X509Certificate presented, byte[] csr, Actor host) {
        return transaction.execute(status -> inTransaction(presented, csr, host));
    }

    private X509Certificate inTransaction(X509Certificate presented, byte[] csr, Actor host) {
        issue.oneAtATime();
        IssuedService before = good(presented);
        if (!names.areOf(before.unit(), before.names())) {
            throw new SigningException(Refusal.NAME_NOT_APPROVED);
        }
        CertificationRequest wanted = keys.read(csr);
        if (!wanted.subject().equals(presented.getSubjectX500Principal())) {
            throw new SigningException(Refusal.NAMES_DIFFER);
        }
        List<IssuedService> following = issued.following(before.serial());
        Optional<IssuedService> same = following.stream()
                .filter(each -> MessageDigest.isEqual(each.keySha256(), wanted.keySha256()))
                .findFirst();
        if (same.isPresent()) {
            return certificate(same.get());
        }
        if (following.size() >= policy.mostFollowing()) {
            throw new SigningException(Refusal.NOT_RENEWABLE);
        }
        return issue.issue(before.unit(), before.names(), csr, new IssuanceBasis.Renewal(before.serial()), host)
                .certificate();
    }

    /** A certificate whose forerunner was compromised may be in the same wrong hands, whatever its own state is. */
    private IssuedService good(X509Certificate presented) {
        IssuedService found = register.findByAnyKey(HostKeys.AUTHORITY, presented.getSerialNumber())
                .filter(record -> MessageDigest.isEqual(record.der(), Certificates.der(presented)))
                .filter(record -> record.profile().equals(policy.profile()))
                .filter(record -> record.status() instanceof CertificateStatus.Good)
                .flatMap(record -> issued.find(record.serial()))
                .orElseThrow(() -> new SigningException(Refusal.CLIENT_CERTIFICATE_REFUSED));
        boolean compromised = issued.before(found.serial()).stream()
                .map(earlier -> register.findByAnyKey(HostKeys.AUTHORITY, earlier.serial()))
                .flatMap(Optional::stream)
                .map(CertificateRecord::status)
                .anyMatch(status -> status instanceof CertificateStatus.Revoked revoked
                        && revoked.reason() == RevocationReason.KEY_COMPROMISE);
        if (compromised) {
            throw new SigningException(Refusal.CLIENT_CERTIFICATE_REFUSED);
        }
        return found;
    }

    private X509Certificate certificate(IssuedService following) {
        return register.findByAnyKey(HostKeys.AUTHORITY, following.serial())
                .filter(record -> record.status() instanceof CertificateStatus.Good)
                .map(record -> Certificates.parse(record.der()))
                .orElseThrow(() -> new SigningException(Refusal.CERTIFICATE_STATE));
    }
}
