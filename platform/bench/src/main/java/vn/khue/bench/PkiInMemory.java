package vn.khue.bench;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.SigningKey;
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

/** A whole hierarchy without database or HTTP, so that a figure is about the work itself. */
final class PkiInMemory {

    final KeyVault vault;
    final CertificateRegister register = new InMemoryCertificateRegister();
    final Hierarchy hierarchy;
    final OcspResponder responder;
    final TimestampAuthority timestamps;
    final InProcessRevocationSource revocation;

    PkiInMemory(Path rootFolder, CryptoProviders providers) {
        Clock clock = Clock.systemUTC();
        try (Passphrase passphrase = passphrase()) {
            vault = SoftwareKeyVault.open(new InMemoryVaultStore(), passphrase, KdfParameters.LEAST, providers, 100);
        }
        hierarchy = new HierarchyFounder(
                        HierarchyFounder.Setting.shipped(
                                new StatusUrls(URI.create("http://localhost:8081")),
                                new RootDirectory(rootFolder, PkiInMemory::passphrase, KdfParameters.LEAST),
                                clock),
                        vault,
                        register)
                .bringUp();
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

    VaultKey key() {
        return vault.generate(KeySpec.EC_P256);
    }

    IssuedCertificate person(VaultKey key) {
        return hierarchy
                .authority("people")
                .issue(
                        CertificateRequest.person(
                                key,
                                UUID.fromString("0b0e7f3c-6a53-4f6b-9c39-0b7f6f2f9b01"),
                                "Nguyễn Thị Hoà",
                                "th-mau",
                                "Trường Tiểu học Mẫu"),
                        register);
    }

    SigningKey signer(IssuedCertificate issued) {
        return vault.open(KeyId.of(issued.record().key().orElseThrow()), issued.chain());
    }

    List<X509Certificate> authorities() {
        return List.copyOf(hierarchy.certificates().values());
    }

    private static Passphrase passphrase() {
        return Passphrase.of("bench passphrase".toCharArray());
    }
}
