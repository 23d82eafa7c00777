package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.SigningKey;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.PublishedCrl;

/**
 * Brings a hierarchy up: takes what the register and the vault already hold, and makes only what is missing, revoked or
 * near its end. The root is opened only when it has to sign a CA, a responder for its own status or its CRL. Run it in one
 * process at a time; running it again changes nothing.
 */
public final class HierarchyFounder {
    /** What the founder works with. */
    public record Setting(
            HierarchyPlan plan, Profiles profiles, PkiPolicy policy, StatusUrls urls, RootDirectory root, Clock clock) {
        /** The shipped plan, profiles and policy. */
        public static Setting shipped(StatusUrls urls, RootDirectory root, Clock clock) {
            return new Setting(HierarchyPlan.shipped(), Profiles.shipped(), PkiPolicy.vn2026(), urls, root, clock);
        }
    }

    /** A CA certificate is replaced when it could no longer cover what it issues. */
    private static final Duration CA_MARGIN = Duration.ofDays(760);

    private static final Duration SERVICE_MARGIN = Duration.ofDays(60);

    private final Setting setting;
    private final KeyVault vault;
    private final CertificateRegister register;
    private final SignatureVerifier verifier = new SignatureVerifier(CryptoProviders.fastest());
    private final List<IssuedCertificate> issuedNow = new ArrayList<>();
    private final List<RootDuty> duties = new ArrayList<>();
    private Optional<RootDirectory.Opened> opened = Optional.empty();

    /** One use: {@code new HierarchyFounder(...).bringUp()}. */
    public HierarchyFounder(Setting setting, KeyVault vault, CertificateRegister register) {
        this.setting = setting;
        this.vault = vault;
        this.register = register;
    }

    /**
     * Brings it up. Where the root is not at hand what it signed goes on to its end, and {@link Hierarchy#duties} tells what waits.
     *
     * @throws PkiException fault KEY where nothing goes on without the root: it is not at hand, or its passphrase does not fit
     */
    public Hierarchy bringUp() {
        try {
            return build();
        } finally {
            opened.ifPresent(RootDirectory.Opened::close);
            opened = Optional.empty();
        }
    }

    private Hierarchy build() {
        HierarchyPlan plan = setting.plan();
        X509Certificate root = root();
        Map<String, CertificateAuthority> authorities = new LinkedHashMap<>();
        Map<String, X509Certificate> certificates = new HashMap<>();
        Map<String, SigningKey> responders = new HashMap<>();
        certificates.put(plan.root().name(), root);
        for (HierarchyPlan.Authority planned : plan.authorities()) {
            CertificateAuthority authority = authority(planned, root);
            authorities.put(planned.name(), authority);
            certificates.put(planned.name(), authority.certificate());
            responders.put(
                    planned.name(),
                    responder(
                            planned.name(),
                            Optional.of(authority),
                            authority.key().chain()));
            planned.crls(authority.key(), setting.urls(), setting.clock()).issueIfDue(register);
        }
        responders.put(plan.root().name(), responder(plan.root().name(), Optional.empty(), List.of(root)));
        refreshRootCrl();
        SigningKey timestampKey =
                timestampKey(authorities.get(plan.timestampAuthority().issuer()));
        return new Hierarchy(root, authorities, certificates, responders, timestampKey, plan, issuedNow, duties);
    }

    private X509Certificate root() {
        HierarchyPlan plan = setting.plan();
        // A directory that was taken away must not lead to a second root.
        Optional<X509Certificate> present = setting.root().certificate().or(this::registeredRoot);
        if (present.isEmpty() && !setting.root().mayBeFounded()) {
            throw new PkiException(
                    Fault.STORE,
                    "the root's certificate expected in its directory, found none; put the directory back");
        }
        X509Certificate root = present.orElseGet(() -> {
            opened = Optional.of(setting.root().found(plan, setting.profiles(), setting.clock()));
            return opened.get().key().certificate();
        });
        if (register.find(plan.root().name(), root.getSerialNumber()).isEmpty()) {
            CertificateRecord record = new CertificateRecord(
                    plan.root().name(),
                    root.getSerialNumber(),
                    Certificates.der(root),
                    plan.root().profile(),
                    Optional.empty(),
                    Optional.of(caName(plan.root().name())),
                    Optional.empty(),
                    root.getNotBefore().toInstant(),
                    root.getNotAfter().toInstant(),
                    new CertificateStatus.Good());
            register.add(record);
            issuedNow.add(new IssuedCertificate(root, record, List.of(root)));
        }
        return root;
    }

    private Optional<X509Certificate> registeredRoot() {
        HierarchyPlan.Authority planned = setting.plan().root();
        return register.ofUnit(caName(planned.name()), planned.profile()).stream()
                .filter(record -> record.status() instanceof CertificateStatus.Good)
                .findFirst()
                .map(record -> Certificates.parse(record.der()));
    }

    private CertificateAuthority authority(HierarchyPlan.Authority planned, X509Certificate root) {
        SigningKey key = current(caName(planned.name()), planned.profile(), CA_MARGIN, List.of(root))
                .or(() -> goesOn(caName(planned.name()), planned.profile(), List.of(root)))
                .orElseGet(() -> make(
                        planned.key(),
                        planned.profile(),
                        caName(planned.name()),
                        Subject.authority(
                                setting.plan().country(), setting.plan().organization(), planned.commonName()),
                        Optional.empty()));
        return authority(planned, key);
    }

    /** What the root signed and cannot renew now, as long as it lasts. */
    private Optional<SigningKey> goesOn(String name, String profile, List<X509Certificate> above) {
        if (setting.root().atHand() || opened.isPresent()) {
            return Optional.empty();
        }
        Optional<SigningKey> key = current(name, profile, Duration.ZERO, above);
        Instant until = key.map(k -> k.certificate().getNotAfter().toInstant())
                .orElseThrow(
                        () -> new PkiException(
                                Fault.KEY,
                                "the root has to sign " + name
                                        + " and is not at hand; put its directory back, or run ./khue ca sign with those who hold its shares"));
        duties.add(new RootDuty(name, until));
        return key;
    }

    private SigningKey responder(String ca, Optional<CertificateAuthority> issuer, List<X509Certificate> above) {
        HierarchyPlan.Responder planned = setting.plan().responder();
        String name = "khue:ocsp:" + ca;
        return current(name, planned.profile(), SERVICE_MARGIN, above)
                .or(() -> issuer.isPresent() ? Optional.empty() : goesOn(name, planned.profile(), above))
                .orElseGet(() -> make(
                        planned.key(),
                        planned.profile(),
                        name,
                        Subject.service(
                                setting.plan().country(),
                                setting.plan().organization(),
                                planned.commonName() + " " + ca),
                        issuer));
    }

    private SigningKey timestampKey(CertificateAuthority issuer) {
        HierarchyPlan.TimestampService planned = setting.plan().timestampAuthority();
        String name = "khue:tsa";
        return current(name, planned.profile(), SERVICE_MARGIN, issuer.key().chain())
                .orElseGet(() -> make(
                        planned.key(),
                        planned.profile(),
                        name,
                        Subject.service(setting.plan().country(), setting.plan().organization(), planned.commonName()),
                        Optional.of(issuer)));
    }

    /** Makes a key and has it certified, by the root where no other issuer is given. */
    private SigningKey make(
            KeySpec spec, String profile, String name, Subject subject, Optional<CertificateAuthority> issuer) {
        VaultKey key = vault.generateForService(spec, name);
        CertificateRequest request = CertificateRequest.own(profile, subject, key, name);
        IssuedCertificate issued = issuer.map(ca -> ca.issue(request, register))
                .orElseGet(() -> authority(setting.plan().root(), rootKey()).issue(request, register));
        issuedNow.add(issued);
        return vault.open(key.id(), issued.chain());
    }

    /** The root's key, for the rest of this run; its passphrase is asked at most once. */
    private SigningKey rootKey() {
        if (opened.isEmpty()) {
            opened = Optional.of(setting.root().open());
        }
        return opened.get().key();
    }

    private void refreshRootCrl() {
        HierarchyPlan.Authority planned = setting.plan().root();
        Optional<PublishedCrl> last = register.latestCrl(planned.name());
        Instant due = setting.clock().instant().plus(planned.crlValidity().dividedBy(2));
        // Also where a CA was revoked since: that must be told at once.
        if (register.dueCrls(planned.name(), planned.mainCrl(), setting.clock().instant(), due, 1)
                .isEmpty()) {
            return;
        }
        if (opened.isEmpty() && !setting.root().atHand()) {
            duties.add(new RootDuty(
                    "khue:crl:" + planned.name(),
                    last.map(PublishedCrl::nextUpdate)
                            .orElseGet(() -> setting.clock().instant())));
        } else {
            planned.crls(rootKey(), setting.urls(), setting.clock()).issue(register);
        }
    }

    /** The newest certificate of that name that is good, lives long enough, chains to this issuer and has its key. */
    private Optional<SigningKey> current(String name, String profile, Duration margin, List<X509Certificate> above) {
        Instant needed = setting.clock().instant().plus(margin);
        for (CertificateRecord record : register.ofUnit(name, profile)) {
            X509Certificate certificate = Certificates.parse(record.der());
            if (record.status() instanceof CertificateStatus.Good
                    && record.notAfter().isAfter(needed)
                    && verifier.verifies(certificate, above.get(0).getPublicKey())) {
                Optional<KeyId> key =
                        record.key().map(KeyId::of).filter(id -> vault.find(id).isPresent());
                if (key.isPresent()) {
                    List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
                    chain.addAll(above);
                    return Optional.of(vault.open(key.get(), chain));
                }
            }
        }
        return Optional.empty();
    }

    private CertificateAuthority authority(HierarchyPlan.Authority planned, SigningKey key) {
        return new CertificateAuthority(
                planned.name(),
                key,
                planned.issues(),
                setting.profiles(),
                setting.policy().algorithms(),
                setting.urls(),
                planned.certificatesPerCrl(),
                setting.clock());
    }

    static String caName(String ca) {
        return "khue:ca:" + ca;
    }
}
