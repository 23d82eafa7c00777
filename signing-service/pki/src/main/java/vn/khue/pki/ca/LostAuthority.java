package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;

/**
 * What has to happen when the key of an issuing CA is in other hands: its certificate is revoked for {@code cACompromise}, and so is
 * everything that this key certified, since nobody can tell any more whose key it was. The next bringing up then makes a new key
 * and a new certificate for the CA, and a new list of the root. All of it belongs into one transaction.
 */
public final class LostAuthority {
    /** Beyond the end of anything that an issuing CA certifies. */
    private static final Duration FURTHEST = Duration.ofDays(7300);

    private final HierarchyPlan plan;
    private final CertificateRegister register;
    private final SignatureVerifier verifier = new SignatureVerifier(CryptoProviders.fastest());
    private final Clock clock;

    public LostAuthority(HierarchyPlan plan, CertificateRegister register, Clock clock) {
        this.plan = plan;
        this.register = register;
        this.clock = clock;
    }

    /**
     * Revokes the CA's present certificate and what its key certified.
     *
     * @param ca name of an issuing CA in the plan
     * @return the CA's certificate as it is now, then those that it had issued and that were in force
     * @throws PkiException fault INPUT for a name that is no issuing CA, or one that has no certificate in force
     */
    public List<CertificateRecord> revoke(String ca) {
        HierarchyPlan.Authority planned = plan.authorities().stream()
                .filter(authority -> authority.name().equals(ca))
                .findFirst()
                .orElseThrow(() -> new PkiException(
                        Fault.INPUT,
                        "one of the issuing CAs "
                                + plan.authorities().stream()
                                        .map(HierarchyPlan.Authority::name)
                                        .toList()
                                + " expected, found \"" + ca + "\""));
        CertificateRecord lost = register.ofUnit(HierarchyFounder.caName(ca), planned.profile()).stream()
                .filter(record -> record.status() instanceof CertificateStatus.Good)
                .findFirst()
                .orElseThrow(() ->
                        new PkiException(Fault.INPUT, "a certificate of CA " + ca + " in force expected, found none"));
        X509Certificate authority = Certificates.parse(lost.der());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return Stream.concat(
                        Stream.of(register.change(
                                lost.ca(),
                                lost.serial(),
                                new CertificateStatus.Revoked(now, RevocationReason.CA_COMPROMISE))),
                        register.expiring(now, now.plus(FURTHEST), Integer.MAX_VALUE).stream()
                                .filter(record -> record.ca().equals(ca))
                                .filter(record ->
                                        verifier.verifies(Certificates.parse(record.der()), authority.getPublicKey()))
                                .map(record -> register.change(
                                        record.ca(),
                                        record.serial(),
                                        new CertificateStatus.Revoked(now, RevocationReason.SUPERSEDED))))
                .toList();
    }
}
