package vn.khue.pki.ca;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.SigningKey;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.CrlName;
import vn.khue.pki.store.RevocationReason;

/**
 * One authority: issues certificates by its profiles and changes their state. It keeps nothing itself: each act is written
 * to the register the caller hands in, so the caller's transaction decides whether it happened. Thread-safe.
 */
public final class CertificateAuthority {
    /** Certificates start a little in the past, for readers whose clock is behind. */
    private static final Duration BACKDATING = Duration.ofMinutes(1);

    private static final int SERIAL_BYTES = 16;

    private final String name;
    private final SigningKey key;
    private final Set<String> issues;
    private final Profiles profiles;
    private final AlgorithmPolicy policy;
    private final StatusUrls urls;
    private final int certificatesPerCrl;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final SubjectRules subjects = SubjectRules.shipped();
    private final CertificateAssembly.Issuer issuer;
    private final NamesWithin within;

    /**
     * @param name the name of this key of the CA in the register and in URLs
     * @param key the CA's key; its chain leads up to the root
     * @param issues profiles it may issue
     * @param certificatesPerCrl how many certificates name one partition of its CRL, 0 for no partitions
     */
    public CertificateAuthority(
            String name,
            SigningKey key,
            Set<String> issues,
            Profiles profiles,
            AlgorithmPolicy policy,
            StatusUrls urls,
            int certificatesPerCrl,
            Clock clock) {
        this.name = name;
        this.certificatesPerCrl = certificatesPerCrl;
        this.key = key;
        this.issues = Set.copyOf(issues);
        this.profiles = profiles;
        this.policy = policy;
        this.urls = urls;
        this.clock = clock;
        this.within = new NamesWithin(key.certificate());
        this.issuer = new CertificateAssembly.Issuer(
                name,
                X500Name.getInstance(key.certificate().getSubjectX500Principal().getEncoded()),
                CertificateAssembly.keyIdentifier(SubjectPublicKeyInfo.getInstance(
                        key.certificate().getPublicKey().getEncoded())),
                urls,
                CrlName.main(name));
    }

    public String name() {
        return name;
    }

    public X509Certificate certificate() {
        return key.certificate();
    }

    /** Signs the CA's CRLs. */
    public SigningKey key() {
        return key;
    }

    public StatusUrls urls() {
        return urls;
    }

    /**
     * Issues a certificate and records it.
     *
     * @param register working in the caller's transaction
     * @throws PkiException fault POLICY where this CA, its name constraints, the profile or the algorithm policy forbids it, or its
     *     own certificate is revoked; INPUT where the subject is not of the profile's kind or the end lies in the past
     */
    public IssuedCertificate issue(CertificateRequest request, CertificateRegister register) {
        if (!issues.contains(request.profile())) {
            throw new PkiException(
                    Fault.POLICY,
                    "CA " + name + " issues " + issues + ", found a request for \"" + request.profile() + "\"");
        }
        CertificateProfile profile = profiles.get(request.profile());
        check(profile, request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant notBefore =
                later(now.minus(BACKDATING), certificate().getNotBefore().toInstant());
        Instant notAfter = end(profile, request, now);
        BigInteger serial = serial();
        OptionalInt partition = partition(profile, register);
        X509Certificate certificate = CertificateAssembly.sign(
                profile,
                request.subject().name(),
                request.publicKey(),
                serial,
                notBefore,
                notAfter,
                Optional.of(issuer.naming(new CrlName(name, partition.orElse(CrlName.MAIN)))),
                request.subject().alternativeNames(),
                key);
        CertificateRecord record = new CertificateRecord(
                name,
                serial,
                Certificates.der(certificate),
                profile.id(),
                request.holder(),
                request.unit(),
                request.key(),
                notBefore,
                notAfter,
                new CertificateStatus.Good(),
                partition);
        register.add(record);
        return new IssuedCertificate(certificate, record, chain(certificate));
    }

    /** Revokes for ever, as of now. Repeating it for a revoked certificate is an error; see the register. */
    public CertificateRecord revoke(BigInteger serial, RevocationReason reason, CertificateRegister register) {
        return register.change(name, serial, new CertificateStatus.Revoked(second(), reason));
    }

    /** Puts on hold, as of now. */
    public CertificateRecord suspend(BigInteger serial, CertificateRegister register) {
        return register.change(name, serial, new CertificateStatus.Suspended(second()));
    }

    /** Ends a hold. */
    public CertificateRecord resume(BigInteger serial, CertificateRegister register) {
        return register.change(name, serial, new CertificateStatus.Good());
    }

    /** The certificate, then this CA's chain. */
    public List<X509Certificate> chain(X509Certificate issued) {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(issued);
        chain.addAll(key.chain());
        return List.copyOf(chain);
    }

    /** Certificates fill a partition one after the other, so that there are as many partitions as are needed. */
    private OptionalInt partition(CertificateProfile profile, CertificateRegister register) {
        if (certificatesPerCrl == 0 || !profile.statusUrls()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Math.toIntExact(register.takeIssuingPlace() / certificatesPerCrl + 1));
    }

    private Instant second() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private void check(CertificateProfile profile, CertificateRequest request) {
        if (request.subject().kind() != profile.subject()) {
            throw new PkiException(
                    Fault.INPUT,
                    "profile " + profile.id() + " is for a " + profile.subject() + ", found a "
                            + request.subject().kind());
        }
        if (!profile.certifies(request.publicKey())) {
            throw new PkiException(
                    Fault.POLICY, "profile " + profile.id() + " certifies keys " + profile.keys() + ", found another");
        }
        subjects.objectionTo(profile.subject().name(), request.subject().name()).ifPresent(objection -> {
            throw new PkiException(Fault.POLICY, objection);
        });
        within.objectionTo(request.subject()).ifPresent(objection -> {
            throw new PkiException(Fault.POLICY, objection);
        });
        policy.objectionTo(request.publicKey()).ifPresent(objection -> {
            throw new PkiException(Fault.POLICY, objection);
        });
    }

    private Instant end(CertificateProfile profile, CertificateRequest request, Instant now) {
        Instant end = now.plus(profile.validity());
        Instant own = certificate().getNotAfter().toInstant();
        Instant asked =
                request.notAfter().map(t -> t.truncatedTo(ChronoUnit.SECONDS)).orElse(end);
        Instant least = earlier(earlier(end, own), asked);
        if (!least.isAfter(now)) {
            throw new PkiException(
                    Fault.INPUT, "an end after " + now + " expected, found " + least + "; is CA " + name + " expired?");
        }
        return least;
    }

    private BigInteger serial() {
        byte[] bytes = new byte[SERIAL_BYTES];
        do {
            random.nextBytes(bytes);
        } while (bytes[0] == 0);
        return new BigInteger(1, bytes);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
