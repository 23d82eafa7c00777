package vn.khue.signing.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
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
import vn.khue.pki.ca.HierarchyPlan;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.ca.RootDirectory;
import vn.khue.pki.ca.StatusUrls;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.ocsp.OcspResponder;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.InProcessRevocationSource;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.InMemoryCertificateRegister;
import vn.khue.pki.timestamp.ClockState;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.pki.timestamp.TimestampAuthority;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.DetachedSigner;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signature.cades.PreparedSignature;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.PdfSigner;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.pades.SigningServices;

/** A CA that is not ours, with its own time-stamp authority and responder and one person who signs. */
public final class ForeignAuthority {
    private final Hierarchy hierarchy;
    private final SigningKey person;
    private final PdfSigner signer;
    private final DetachedSigner apart;

    /** @param organization part of every name of this CA */
    public ForeignAuthority(String organization, Clock clock) {
        try {
            Path folder = Files.createTempDirectory("khue-foreign");
            CertificateRegister register = new InMemoryCertificateRegister();
            KeyVault vault;
            try (Passphrase passphrase = passphrase()) {
                vault = SoftwareKeyVault.open(
                        new InMemoryVaultStore(), passphrase, KdfParameters.LEAST, CryptoProviders.fastest(), 10);
            }
            HierarchyPlan ours = HierarchyPlan.shipped();
            hierarchy = new HierarchyFounder(
                            new HierarchyFounder.Setting(
                                    new HierarchyPlan(
                                            ours.country(),
                                            organization,
                                            ours.root(),
                                            ours.authorities(),
                                            ours.timestampAuthority(),
                                            ours.reports(),
                                            ours.responder()),
                                    Profiles.shipped(),
                                    PkiPolicy.vn2026(),
                                    new StatusUrls(URI.create("http://localhost:1")),
                                    new RootDirectory(folder, ForeignAuthority::passphrase, KdfParameters.LEAST),
                                    clock),
                            vault,
                            register)
                    .bringUp();
            IssuedCertificate issued = hierarchy
                    .authority("people")
                    .issue(
                            CertificateRequest.person(
                                    vault.generate(KeySpec.EC_P256),
                                    UUID.randomUUID(),
                                    "Đoàn Thị Ngoài",
                                    "cty-ngoai",
                                    "Công ty Ngoài"),
                            register);
            person = vault.open(KeyId.of(issued.record().key().orElseThrow()), issued.chain());
            OcspResponder responder = new OcspResponder(
                    hierarchy.certificates(), hierarchy.responders(), register, Duration.ofHours(1), clock);
            SigningServices services = new SigningServices(
                    new InProcessTimestampClient(new TimestampAuthority(
                            hierarchy.timestampKey(),
                            hierarchy.plan().timestampAuthority().policy(),
                            PkiPolicy.vn2026().timestamp(),
                            clock,
                            ClockState.Trusted::new)),
                    new InProcessRevocationSource(responder, register, hierarchy.certificates()),
                    new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest()),
                    TrustStore.of(TrustAnchor.of(hierarchy.root(), TrustClass.TEST, "foreign", "test")),
                    clock);
            signer = new PdfSigner(services);
            apart = new DetachedSigner(services);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public X509Certificate root() {
        return hierarchy.root();
    }

    /** The CA of people, which the root issued. */
    public X509Certificate people() {
        return hierarchy.certificates().get("people");
    }

    public X509Certificate person() {
        return person.certificate();
    }

    /** Every CA of it, the root first. */
    public List<X509Certificate> authorities() {
        return List.of(root(), people());
    }

    /** A document that the person has signed, PAdES B-LT: everything for judging it is inside. */
    public byte[] signed(byte[] pdf) {
        try {
            Path source = Files.createTempFile("khue-foreign", ".pdf");
            Path target = source.resolveSibling(source.getFileName() + "-signed.pdf");
            try {
                Files.write(source, pdf);
                signer.sign(SigningRequest.invisible(source, target, PadesLevel.B_LT), person);
                return Files.readAllBytes(target);
            } finally {
                Files.deleteIfExists(source);
                Files.deleteIfExists(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SignatureFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /** The person's signature on any file, CAdES B-LT. */
    public byte[] signedApart(byte[] file) {
        try {
            PreparedSignature prepared =
                    apart.prepare(HashedContent.of(file), CadesLevel.B_LT, person.chain(), person.algorithm());
            return apart.complete(prepared, person.signDigest(prepared.digestToSign()))
                    .der();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SignatureFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static Passphrase passphrase() {
        return Passphrase.of("chỉ dùng khi thử".toCharArray());
    }
}
