package vn.khue.launcher.verify;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
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
import vn.khue.signature.asic.AsicRequest;
import vn.khue.signature.asic.AsicSigner;
import vn.khue.signature.asic.DataFile;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.CadesRequest;
import vn.khue.signature.cades.CadesSigner;
import vn.khue.signature.evidence.ArchivedObject;
import vn.khue.signature.evidence.EvidenceRecord;
import vn.khue.signature.evidence.EvidenceRecorder;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.PdfSigner;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.xades.SignedContent;
import vn.khue.signature.xades.XadesLevel;
import vn.khue.signature.xades.XmlSigner;
import vn.khue.signature.xades.XmlSigningRequest;

/** A real certification authority with one person who signs. */
public final class TrialAuthority {
    private final Path root;
    private final SigningKey person;
    private final PdfSigner signer;
    private final CadesSigner apart;
    private final AsicSigner containers;
    private final XmlSigner xml;
    private final EvidenceRecorder recorder;

    /** @param folder for the root's key and certificate */
    public TrialAuthority(Path folder) throws IOException, CertificateEncodingException {
        Clock clock = Clock.systemUTC();
        CertificateRegister register = new InMemoryCertificateRegister();
        KeyVault vault;
        try (Passphrase passphrase = passphrase()) {
            vault = SoftwareKeyVault.open(
                    new InMemoryVaultStore(), passphrase, KdfParameters.LEAST, CryptoProviders.fastest(), 10);
        }
        Hierarchy hierarchy = new HierarchyFounder(
                        HierarchyFounder.Setting.shipped(
                                new StatusUrls(URI.create("http://localhost:8081")),
                                new RootDirectory(folder, TrialAuthority::passphrase, KdfParameters.LEAST),
                                clock),
                        vault,
                        register)
                .bringUp();
        root = Files.write(folder.resolve("anchor.crt"), hierarchy.root().getEncoded());
        IssuedCertificate issued = hierarchy
                .authority("people")
                .issue(
                        CertificateRequest.person(
                                vault.generate(KeySpec.EC_P256),
                                UUID.fromString("5b0c2a51-7f8e-4c1c-9d0c-6f3f4a1d2b03"),
                                "Nguyễn Thị Thử",
                                "th-thu",
                                "Trường Thử"),
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
                TrustStore.of(TrustAnchor.of(hierarchy.root(), TrustClass.TEST, "trial", "trial")),
                clock);
        signer = new PdfSigner(services);
        apart = new CadesSigner(services);
        containers = new AsicSigner(services);
        xml = new XmlSigner(services);
        recorder = new EvidenceRecorder(services);
    }

    /** The root certificate, DER. */
    public Path root() {
        return root;
    }

    /** Signs at PAdES B-LT. */
    public Path sign(Path source, Path target) throws SignatureFailure {
        signer.sign(SigningRequest.invisible(source, target, PadesLevel.B_LT), person);
        return target;
    }

    /** Signs any file at CAdES B-LT, apart from it. */
    public Path signApart(Path source, Path target) throws SignatureFailure {
        apart.sign(new CadesRequest(source, target, CadesLevel.B_LT), person);
        return target;
    }

    /** Signs any file at B-LT in an ASiC-E container of its own. */
    public Path signInContainer(Path source, Path target) throws SignatureFailure {
        DataFile file = new DataFile(String.valueOf(source.getFileName()), source, "application/octet-stream");
        containers.sign(new AsicRequest.NewContainer(List.of(file), target, CadesLevel.B_LT), person);
        return target;
    }

    /** Signs at XAdES B-LT. */
    public Path signXml(SignedContent content, Path target) throws SignatureFailure {
        xml.sign(XmlSigningRequest.of(content, target, XadesLevel.B_LT), person);
        return target;
    }

    /** One evidence record over a group of files. */
    public Path record(List<Path> files, Path target) throws SignatureFailure, IOException {
        EvidenceRecord record = recorder.record(List.of(ArchivedObject.group(files)), DigestAlgorithm.SHA256)
                .get(0);
        return Files.write(target, record.encoded());
    }

    private static Passphrase passphrase() {
        return Passphrase.of("chỉ dùng khi thử".toCharArray());
    }
}
