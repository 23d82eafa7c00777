package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.SigningKey;

/**
 * The authorities of one installation, ready for use. The root is present by its certificate only. Immutable; made by
 * {@link HierarchyFounder}.
 */
public final class Hierarchy {
    private final X509Certificate root;
    private final Map<String, CertificateAuthority> authorities;
    private final Map<String, X509Certificate> certificates;
    private final Map<String, SigningKey> responders;
    private final SigningKey timestampKey;
    private final HierarchyPlan plan;
    private final List<IssuedCertificate> issuedNow;
    private final List<RootDuty> duties;

    Hierarchy(
            X509Certificate root,
            Map<String, CertificateAuthority> authorities,
            Map<String, X509Certificate> certificates,
            Map<String, SigningKey> responders,
            SigningKey timestampKey,
            HierarchyPlan plan,
            List<IssuedCertificate> issuedNow,
            List<RootDuty> duties) {
        this.root = root;
        this.authorities = Map.copyOf(authorities);
        this.certificates = Map.copyOf(certificates);
        this.responders = Map.copyOf(responders);
        this.timestampKey = timestampKey;
        this.plan = plan;
        this.issuedNow = List.copyOf(issuedNow);
        this.duties = List.copyOf(duties);
    }

    public X509Certificate root() {
        return root;
    }

    /** Certificates of all CAs by name, the root's included; what {@code /pki/{ca}.crt} serves. */
    public Map<String, X509Certificate> certificates() {
        return certificates;
    }

    /** Names of the CAs that are online and can issue. */
    public List<String> issuing() {
        return plan.authorities().stream().map(HierarchyPlan.Authority::name).toList();
    }

    /** @throws PkiException fault INPUT for a name that is not an online CA, the root's included */
    public CertificateAuthority authority(String name) {
        CertificateAuthority authority = authorities.get(name);
        if (authority == null) {
            throw new PkiException(
                    Fault.INPUT, "one of the online CAs " + authorities.keySet() + " expected, found \"" + name + "\"");
        }
        return authority;
    }

    /** The online CA that issues by this profile. */
    public CertificateAuthority authorityFor(String profile) {
        return plan.authorities().stream()
                .filter(a -> a.issues().contains(profile))
                .findFirst()
                .map(a -> authority(a.name()))
                .orElseThrow(() -> new PkiException(
                        Fault.POLICY, "a CA that issues \"" + profile + "\" expected in the plan, found none"));
    }

    /** Keys of the delegated OCSP responders by CA name, the root's included. */
    public Map<String, SigningKey> responders() {
        return responders;
    }

    public SigningKey timestampKey() {
        return timestampKey;
    }

    public HierarchyPlan plan() {
        return plan;
    }

    /** Certificates that were issued while this hierarchy was brought up; the caller records an audit event for each. */
    public List<IssuedCertificate> issuedNow() {
        return issuedNow;
    }

    /** What the root has to sign and could not; the caller tells the operator. Empty where all is well. */
    public List<RootDuty> duties() {
        return duties;
    }
}
