package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.SigningKey;
import vn.khue.pki.crl.CrlIssuer;

/**
 * The authorities of one installation, ready for use. The root is present by its certificate only. A CA of the plan may have had
 * several keys; each is called by a name of its own ({@code people}, {@code people-2} ...), which records, addresses and answers bear,
 * and the newest issues. Immutable; made by {@link HierarchyFounder}.
 */
public final class Hierarchy {
    /** The root and who speaks for the status of what it signed, where anybody does. */
    record Top(X509Certificate certificate, Optional<SigningKey> responder) {}

    private final X509Certificate root;
    private final Map<String, CertificateAuthority> issuing;
    private final Map<String, List<String>> generations = new HashMap<>();
    private final Map<String, X509Certificate> certificates = new LinkedHashMap<>();
    private final Map<String, SigningKey> responders = new HashMap<>();
    private final Map<String, CrlIssuer> lists = new HashMap<>();
    private final SigningKey timestampKey;
    private final Optional<SigningKey> reportKey;
    private final HierarchyPlan plan;
    private final List<IssuedCertificate> issuedNow;
    private final List<RootDuty> duties;

    /**
     * @param issuing by names of the plan; one that is missing waits for the root
     * @param serving by names of the plan, all keys of that CA, the oldest first
     */
    Hierarchy(
            Top top,
            Map<String, CertificateAuthority> issuing,
            Map<String, List<ServingKey>> serving,
            SigningKey timestampKey,
            Optional<SigningKey> reportKey,
            HierarchyFounder.Setting setting,
            List<IssuedCertificate> issuedNow,
            List<RootDuty> duties) {
        this.root = top.certificate();
        this.issuing = Map.copyOf(issuing);
        this.timestampKey = timestampKey;
        this.reportKey = reportKey;
        this.plan = setting.plan();
        this.issuedNow = List.copyOf(issuedNow);
        this.duties = List.copyOf(duties);
        certificates.put(plan.root().name(), root);
        top.responder().ifPresent(key -> responders.put(plan.root().name(), key));
        serving.forEach((name, keys) -> {
            generations.put(
                    name, keys.stream().map(key -> key.authority().name()).toList());
            keys.forEach(key -> add(key, setting));
        });
    }

    private void add(ServingKey key, HierarchyFounder.Setting setting) {
        String name = key.authority().name();
        certificates.put(name, key.certificate());
        key.responder().ifPresent(responder -> responders.put(name, responder));
        key.signs().ifPresent(ca -> lists.put(name, key.authority().crls(ca.key(), setting.urls(), setting.clock())));
    }

    public X509Certificate root() {
        return root;
    }

    /** Certificates of all CAs, one for each key that they had, by its name, the root's included; what {@code /pki/{ca}.crt} serves. */
    public Map<String, X509Certificate> certificates() {
        return Map.copyOf(certificates);
    }

    /** Names in the plan of the CAs that are online and can issue. */
    public List<String> issuing() {
        return plan.authorities().stream()
                .map(HierarchyPlan.Authority::name)
                .filter(issuing::containsKey)
                .toList();
    }

    /**
     * The CA with the key by which it issues now.
     *
     * @param name in the plan
     * @throws PkiException fault INPUT for a name that is not an online CA, the root's included; KEY for a CA that waits for the root
     */
    public CertificateAuthority authority(String name) {
        CertificateAuthority authority = issuing.get(plan.authority(name).name());
        if (authority == null) {
            throw new PkiException(
                    Fault.KEY,
                    "CA " + name + " cannot issue before the root has signed it; run ./khue ca sign with those who hold"
                            + " the root's shares, then start Khuê again");
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

    /**
     * Names of the keys that a CA has had, the oldest first; what the register calls the issuer of its certificates.
     *
     * @param name in the plan
     */
    public List<String> generations(String name) {
        return generations.getOrDefault(name, List.of());
    }

    /**
     * A certificate and its issuers up to the root.
     *
     * @param ca the issuer as the register calls it
     * @throws PkiException fault STORE for an issuer that is not here
     */
    public List<X509Certificate> chain(String ca, X509Certificate issued) {
        X509Certificate issuer = certificates.get(ca);
        if (issuer == null) {
            throw new PkiException(
                    Fault.STORE,
                    "one of the CAs " + certificates.keySet() + " expected as issuer, found \"" + ca
                            + "\"; start Khuê again");
        }
        return issuer.equals(root) ? List.of(issued, root) : List.of(issued, issuer, root);
    }

    /** Keys of the delegated OCSP responders by the name of the CA's key that they speak for, the root's included where it has one. */
    public Map<String, SigningKey> responders() {
        return Map.copyOf(responders);
    }

    /** What makes the lists of online CAs, by the name of the key that signs them; former keys go on as long as anybody asks. */
    public Map<String, CrlIssuer> lists() {
        return Map.copyOf(lists);
    }

    public SigningKey timestampKey() {
        return timestampKey;
    }

    /** Seals reports of this service, and nothing else; empty where its CA waits for the root. */
    public Optional<SigningKey> reportKey() {
        return reportKey;
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
