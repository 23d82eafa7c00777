package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * What has to happen when a key of an issuing CA is in other hands: its certificate is revoked for {@code cACompromise}, and so is
 * everything that this key certified, since nobody can tell any more whose key it was. From the commit on the key signs nothing that
 * counts, see {@link CertificateRegister}. The next bringing up then makes a new key and a new certificate for the CA, and a new list of
 * the root. All of it belongs into one transaction.
 */
public final class LostAuthority {
    /** So many certificates are held in memory at a time, however many a CA issued. */
    private static final int PAGE = 500;

    private static final Pattern NUMBERED = Pattern.compile("(.*)-([1-9][0-9]{0,2})");

    private final HierarchyPlan plan;
    private final CertificateRegister register;
    private final Generations generations;
    private final SignatureVerifier verifier = new SignatureVerifier(CryptoProviders.fastest());
    private final Clock clock;

    /**
     * What was revoked.
     *
     * @param authority the CA's own certificate
     * @param issued how many that its key had certified
     */
    public record Loss(CertificateRecord authority, long issued) {}

    /** @param profiles by one of which the CA's certificate was made */
    public LostAuthority(HierarchyPlan plan, Profiles profiles, CertificateRegister register, Clock clock) {
        this.plan = plan;
        this.register = register;
        this.generations = new Generations(profiles, register);
        this.clock = clock;
    }

    /**
     * Revokes the CA's certificate over the lost key and what that key certified.
     *
     * @param ca name of an issuing CA in the plan, {@code people}, where one of its keys is in force; where there are several, one of
     *     them: {@code people-1}, {@code people-2}
     * @param revoked is given the CA's certificate as it is now, then one by one those that it had issued and that were in force
     * @throws PkiException fault INPUT for a name that is no issuing CA, one that has no certificate in force, or one that has several
     */
    public Loss revoke(String ca, Consumer<CertificateRecord> revoked) {
        Generation lost = lost(ca);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        CertificateRecord authority = register.change(
                lost.record().ca(),
                lost.record().serial(),
                new CertificateStatus.Revoked(now, RevocationReason.CA_COMPROMISE));
        revoked.accept(authority);
        // After the change, so that nothing can be issued that is not seen here.
        long count = 0;
        List<CertificateRecord> page = register.unrevoked(lost.name(), now, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (CertificateRecord record : page) {
                if (signed(lost.certificate(), record)) {
                    revoked.accept(register.change(
                            record.ca(),
                            record.serial(),
                            new CertificateStatus.Revoked(now, RevocationReason.SUPERSEDED)));
                    count++;
                }
            }
            page = register.unrevoked(
                    lost.name(), now, Optional.of(page.get(page.size() - 1).serial()), PAGE);
        }
        return new Loss(authority, count);
    }

    private boolean signed(X509Certificate authority, CertificateRecord record) {
        return verifier.verifies(Certificates.parse(record.der()), authority.getPublicKey());
    }

    private Generation lost(String ca) {
        Matcher numbered = NUMBERED.matcher(ca);
        boolean one = numbered.matches();
        List<Generation> inForce = generations.of(plan.authority(one ? numbered.group(1) : ca)).stream()
                .filter(each -> each.record().status() instanceof CertificateStatus.Good
                        && each.record().notAfter().isAfter(clock.instant()))
                .filter(each -> !one || each.number() == Integer.parseInt(numbered.group(2)))
                .toList();
        if (inForce.isEmpty()) {
            throw new PkiException(Fault.INPUT, "a certificate of CA " + ca + " in force expected, found none");
        }
        if (inForce.size() > 1) {
            throw new PkiException(
                    Fault.INPUT,
                    "one key of CA " + ca + " expected, found several in force; say which: "
                            + inForce.stream()
                                    .map(each -> ca + "-" + each.number())
                                    .toList());
        }
        return inForce.get(0);
    }
}
