package vn.khue.pki;

import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.HierarchyFounder;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.RootDirectory;
import vn.khue.pki.ca.StatusUrls;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.ocsp.OcspResponder;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.InProcessRevocationSource;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.InMemoryCertificateRegister;
import vn.khue.pki.timestamp.ClockState;
import vn.khue.pki.timestamp.TimestampAuthority;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;

/** A whole hierarchy of real parts in memory. */
public final class TestPki {
    public static final UUID KHUE_ID = UUID.fromString("0b0e7f3c-6a53-4f6b-9c39-0b7f6f2f9b01");
    public static final String UNIT = "th-tan-phu-trung";
    public static final String UNIT_NAME = "Trường Tiểu học Tân Phú Trung";

    public final Clock clock;
    public final KeyVault vault;
    public final CertificateRegister register;
    public final Hierarchy hierarchy;
    public final OcspResponder responder;
    public final TimestampAuthority timestamps;
    public final InProcessRevocationSource revocation;

    private final Path rootDirectory;
    private final URI base;

    private TestPki(Path rootDirectory, URI base, Clock clock, KeyVault vault) {
        this(rootDirectory, base, clock, vault, new InMemoryCertificateRegister(), Set.of());
    }

    private TestPki(
            Path rootDirectory,
            URI base,
            Clock clock,
            KeyVault vault,
            CertificateRegister register,
            Set<String> rollover) {
        this.rootDirectory = rootDirectory;
        this.base = base;
        this.clock = clock;
        this.vault = vault;
        this.register = register;
        hierarchy = new HierarchyFounder(setting(), vault, register).bringUp(rollover);
        responder = new OcspResponder(
                hierarchy.certificates(), hierarchy.responders(), register, Duration.ofHours(1), clock);
        timestamps = new TimestampAuthority(
                hierarchy.timestampKey(),
                hierarchy.plan().timestampAuthority().policy(),
                PkiPolicy.vn2026().timestamp(),
                clock,
                ClockState.Trusted::new);
        revocation = new InProcessRevocationSource(responder, register, hierarchy.certificates());
    }

    /** The shipped plan with the root of this hierarchy at hand. */
    public HierarchyFounder.Setting setting() {
        return HierarchyFounder.Setting.shipped(
                new StatusUrls(base),
                new RootDirectory(rootDirectory, TestPki::passphrase, KdfParameters.LEAST),
                clock);
    }

    /** The same register and vault, brought up again; these CAs get a new key. */
    public TestPki again(String... rollover) {
        return again(clock, rollover);
    }

    /** As above, at that time. */
    public TestPki again(Clock at, String... rollover) {
        return new TestPki(rootDirectory, base, at, vault, register, Set.of(rollover));
    }

    public static TestPki in(Path rootDirectory) {
        return in(rootDirectory, CryptoProviders.fastest());
    }

    public static TestPki in(Path rootDirectory, URI base, Clock clock) {
        return new TestPki(rootDirectory, base, clock, software(CryptoProviders.fastest()));
    }

    public static TestPki in(Path rootDirectory, CryptoProviders providers) {
        return in(rootDirectory, URI.create("http://localhost:8081"), software(providers));
    }

    public static TestPki in(Path rootDirectory, URI base, KeyVault vault) {
        return new TestPki(rootDirectory, base, Clock.systemUTC(), vault);
    }

    private static KeyVault software(CryptoProviders providers) {
        try (Passphrase passphrase = passphrase()) {
            return SoftwareKeyVault.open(new InMemoryVaultStore(), passphrase, KdfParameters.LEAST, providers, 100);
        }
    }

    public static Passphrase passphrase() {
        return Passphrase.of("mật khẩu chỉ dùng khi thử".toCharArray());
    }

    public IssuedCertificate person() {
        VaultKey key = vault.generate(KeySpec.EC_P256);
        return hierarchy
                .authority("people")
                .issue(CertificateRequest.person(key, KHUE_ID, "Nguyễn Thị Hoà", UNIT, UNIT_NAME), register);
    }

    /** Of the same person, for signing in; the key is the caller's. */
    public IssuedCertificate login(PublicKey key) {
        return hierarchy
                .authority("people")
                .issue(CertificateRequest.login(key, KHUE_ID, "Nguyễn Thị Hoà", UNIT, UNIT_NAME), register);
    }

    public SigningKey keyOf(IssuedCertificate issued) {
        return vault.open(KeyId.of(issued.record().key().orElseThrow()), issued.chain());
    }

    public TrustStore trust() {
        return TrustStore.of(TrustAnchor.of(hierarchy.root(), TrustClass.INTERNAL, "Khuê", "test"));
    }

    public List<X509Certificate> authorities() {
        return List.copyOf(hierarchy.certificates().values());
    }
}
