package vn.khue.signing.acme;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import org.springframework.stereotype.Service;
import vn.khue.pki.DnsName;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.signing.enrolment.EnrolmentPolicy;
import vn.khue.signing.enrolment.IssuedService;
import vn.khue.signing.enrolment.IssuedServices;

/**
 * When a host should renew (RFC 9773), so that after a revocation or the loss of a CA every host comes by itself, without somebody
 * who goes from host to host. Thread-safe.
 */
@Service
class RenewalDesk {
    private static final String AUTHORITY = "services";

    /** How soon a host hears of a revocation, at the cost of a request of each of them. */
    static final Duration ASK_AGAIN = Duration.ofHours(6);

    private final CertificateRegister register;
    private final IssuedServices issued;
    private final AcmeOrders orders;
    private final EnrolmentPolicy policy;
    private final Clock clock;

    RenewalDesk(
            CertificateRegister register,
            IssuedServices issued,
            AcmeOrders orders,
            EnrolmentPolicy policy,
            Clock clock) {
        this.register = register;
        this.issued = issued;
        this.orders = orders;
        this.policy = policy;
        this.clock = clock;
    }

    /** Section 4.2: a moment in it is the client's to choose at random; one that lies in the past says "now". */
    record Window(Instant start, Instant end) {}

    /** @throws AcmeException NO_SUCH_CERTIFICATE for what names no certificate of a host */
    Window window(String id) {
        CertificateRecord record =
                CertificateId.parse(id).flatMap(this::ofHost).orElseThrow(RenewalDesk::noSuchCertificate);
        Instant opens = record.notAfter().minus(policy.renewalOpens());
        if (opens.isBefore(record.notBefore())) {
            opens = record.notBefore();
        }
        // The second half is left for attempts that fail.
        Instant closes = opens.plus(Duration.between(opens, record.notAfter()).dividedBy(2));
        if (record.status() instanceof CertificateStatus.Revoked || register.authorityRevoked(record.ca())) {
            Instant now = clock.instant();
            opens = record.notBefore();
            closes = now.isAfter(opens) ? now : opens;
        }
        return new Window(opens.truncatedTo(ChronoUnit.SECONDS), closes.truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Section 5: the certificate that an order says it replaces. The caller holds the account's lock.
     *
     * @throws AcmeException MALFORMED for what is no name of a certificate, UNAUTHORIZED where it is not the account's or of other
     *     hosts, ALREADY_REPLACED
     */
    CertificateId replaced(String text, AcmeAccount account, Collection<DnsName> hosts) {
        CertificateId id = CertificateId.parse(text)
                .orElseThrow(
                        () -> new AcmeException(AcmeError.MALFORMED, "the name of a certificate expected as replaces"));
        BigInteger serial = ofHost(id).map(CertificateRecord::serial).orElseThrow(RenewalDesk::notOfTheAccount);
        IssuedService certificate = issued.find(serial).orElseThrow(RenewalDesk::notOfTheAccount);
        if (!orders.brought(account.id(), serial) || Collections.disjoint(certificate.names(), hosts)) {
            throw notOfTheAccount();
        }
        if (orders.replaced(account.id(), id, clock.instant())) {
            throw new AcmeException(AcmeError.ALREADY_REPLACED, "a certificate that no other order replaces expected");
        }
        return id;
    }

    private Optional<CertificateRecord> ofHost(CertificateId id) {
        return register.findByAnyKey(AUTHORITY, id.serial())
                .filter(id::names)
                .filter(record -> issued.find(record.serial()).isPresent());
    }

    private static AcmeException noSuchCertificate() {
        return new AcmeException(AcmeError.NO_SUCH_CERTIFICATE, "the name of a host's certificate expected");
    }

    private static AcmeException notOfTheAccount() {
        return new AcmeException(
                AcmeError.UNAUTHORIZED, "a certificate of the account for one of the names expected as replaces");
    }
}
