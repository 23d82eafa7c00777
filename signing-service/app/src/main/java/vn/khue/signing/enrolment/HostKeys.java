package vn.khue.signing.enrolment;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;
import vn.khue.pki.DnsName;
import vn.khue.pki.pkcs10.CertificationRequest;
import vn.khue.pki.pkcs10.Pkcs10Reader;
import vn.khue.pki.pkcs10.Pkcs10Result;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * Whether a host's key may be certified: as a key (the reader's rules), for these names, and by what is known of it from
 * earlier certificates. Works in the caller's transaction. Thread-safe.
 */
@Component
public class HostKeys {
    /** The authority of hosts. */
    static final String AUTHORITY = "services";

    private final Pkcs10Reader reader;
    private final EnrolmentPolicy policy;
    private final IssuedServices issued;
    private final CertificateRegister register;
    private final Clock clock;

    public HostKeys(
            Pkcs10Reader reader,
            EnrolmentPolicy policy,
            IssuedServices issued,
            CertificateRegister register,
            Clock clock) {
        this.reader = reader;
        this.policy = policy;
        this.issued = issued;
        this.register = register;
        this.clock = clock;
    }

    /** @throws SigningException CSR_REFUSED with the rule, or NAMES_WRONG for more names than are allowed */
    public CertificationRequest read(byte[] csr) {
        Pkcs10Result result = reader.read(csr);
        if (result instanceof Pkcs10Result.Refused refused) {
            throw new SigningException(
                    Refusal.CSR_REFUSED,
                    refused.rule().name(),
                    new DefaultMessageSourceResolvable("csr.rule." + refused.rule()));
        }
        CertificationRequest request = ((Pkcs10Result.Accepted) result).request();
        if (request.names().size() > policy.mostNames()) {
            throw namesWrong();
        }
        return request;
    }

    SigningException namesWrong() {
        return new SigningException(Refusal.NAMES_WRONG, Integer.toString(policy.mostNames()));
    }

    /**
     * Reads the request of a host and judges it.
     *
     * @param names that were approved
     * @param replaces the certificate it is to follow
     * @throws SigningException CSR_REFUSED, NAMES_DIFFER, KEY_KNOWN, KEY_TOO_OLD or NOT_RENEWABLE
     */
    CertificationRequest judge(byte[] csr, String unit, List<DnsName> names, Optional<BigInteger> replaces) {
        CertificationRequest request = read(csr);
        if (!request.names().equals(new TreeSet<>(names))) {
            throw new SigningException(Refusal.NAMES_DIFFER);
        }
        Optional<IssuedService> before = replaces.map(serial -> followed(unit, serial, names));
        List<IssuedService> earlier = issued.ofKey(request.keySha256());
        if (earlier.stream().anyMatch(each -> !each.unit().equals(unit) || compromised(each))) {
            throw new SigningException(Refusal.KEY_KNOWN);
        }
        if (!earlier.isEmpty()) {
            boolean renewal = before.filter(each -> MessageDigest.isEqual(each.keySha256(), request.keySha256()))
                    .isPresent();
            if (!renewal) {
                throw new SigningException(Refusal.KEY_KNOWN);
            }
            if (clock.instant().isBefore(before.get().notAfter().minus(policy.renewalOpens()))) {
                throw new SigningException(Refusal.NOT_RENEWABLE);
            }
            if (earlier.size() > policy.sameKeyRenewals()) {
                throw new SigningException(Refusal.KEY_TOO_OLD);
            }
        }
        return request;
    }

    /**
     * The certificate that is to be followed: the unit's, for the same names and in force. With a new key that may be at any
     * time, with the same key near its end only.
     *
     * @throws SigningException NOT_FOUND, NAMES_DIFFER or NOT_RENEWABLE
     */
    IssuedService followed(String unit, BigInteger serial, List<DnsName> names) {
        IssuedService before = issued.find(serial)
                .filter(each -> each.unit().equals(unit))
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        if (!new TreeSet<>(before.names()).equals(new TreeSet<>(names))) {
            throw new SigningException(Refusal.NAMES_DIFFER);
        }
        if (!clock.instant().isBefore(before.notAfter()) || !(status(before) instanceof CertificateStatus.Good)) {
            throw new SigningException(Refusal.NOT_RENEWABLE);
        }
        return before;
    }

    private boolean compromised(IssuedService each) {
        return status(each) instanceof CertificateStatus.Revoked revoked
                && revoked.reason() == RevocationReason.KEY_COMPROMISE;
    }

    private CertificateStatus status(IssuedService each) {
        return register.findByAnyKey(AUTHORITY, each.serial())
                .map(CertificateRecord::status)
                .orElseThrow(() -> new IllegalStateException("a certificate that was issued is in the register"));
    }
}
