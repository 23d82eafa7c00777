package vn.khue.signature;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
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
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.InProcessRevocationSource;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.InMemoryCertificateRegister;
import vn.khue.pki.store.RevocationReason;
import vn.khue.pki.timestamp.ClockState;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.pki.timestamp.TimestampAuthority;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.appearance.PersonSignatureImage;
import vn.khue.signature.appearance.SealImage;
import vn.khue.signature.pades.PdfSigner;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.validation.ValidationContext;

/** A school with a principal and a seal, and a real CA, OCSP responder and timestamp authority in memory. */
public final class SigningWorld {
    public final Hierarchy hierarchy;
    public final CertificateRegister register;
    public final KeyVault vault;
    public final InProcessRevocationSource revocation;
    public final TimestampAuthority authority;
    public final PathValidator paths;
    public final PdfSigner signer;
    public final SigningKey principal;
    public final SigningKey seal;
    public final IssuedCertificate principalCertificate;
    public final Clock clock;

    private final Path folder;

    public SigningWorld(Path folder, Clock clock) {
        this(folder, clock, newVault(), new InMemoryCertificateRegister());
    }

    private static KeyVault newVault() {
        try (Passphrase passphrase = passphrase()) {
            return SoftwareKeyVault.open(
                    new InMemoryVaultStore(), passphrase, KdfParameters.LEAST, CryptoProviders.fastest(), 100);
        }
    }

    /** The same CAs, started anew at another time: what was near its end then has a successor. */
    public SigningWorld at(Clock other) {
        return new SigningWorld(folder, other, vault, register);
    }

    private SigningWorld(Path folder, Clock clock, KeyVault vault, CertificateRegister register) {
        this.folder = folder;
        this.clock = clock;
        this.vault = vault;
        this.register = register;
        hierarchy = new HierarchyFounder(
                        HierarchyFounder.Setting.shipped(
                                new StatusUrls(URI.create("http://localhost:8081")),
                                new RootDirectory(folder, SigningWorld::passphrase, KdfParameters.LEAST),
                                clock),
                        vault,
                        register)
                .bringUp();
        OcspResponder responder = new OcspResponder(
                hierarchy.certificates(), hierarchy.responders(), register, Duration.ofHours(1), clock);
        revocation = new InProcessRevocationSource(responder, register, hierarchy.certificates());
        authority = new TimestampAuthority(
                hierarchy.timestampKey(),
                hierarchy.plan().timestampAuthority().policy(),
                PkiPolicy.vn2026().timestamp(),
                clock,
                ClockState.Trusted::new);
        paths = new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest());
        signer = new PdfSigner(services());
        VaultKey key = vault.generate(KeySpec.EC_P256);
        principalCertificate = hierarchy
                .authority("people")
                .issue(
                        CertificateRequest.person(
                                key,
                                UUID.fromString("0b0e7f3c-6a53-4f6b-9c39-0b7f6f2f9b01"),
                                "Nguyễn Thị Lan",
                                "th-thi-tran-cu-chi",
                                "Trường Tiểu học Thị Trấn Củ Chi"),
                        register);
        principal = open(principalCertificate);
        seal = open(hierarchy
                .authority("people")
                .issue(
                        CertificateRequest.seal(
                                vault.generate(KeySpec.EC_P256),
                                "th-thi-tran-cu-chi",
                                "Trường Tiểu học Thị Trấn Củ Chi"),
                        register));
    }

    public SigningServices services() {
        return new SigningServices(new InProcessTimestampClient(authority), revocation, paths, trust(), clock);
    }

    public SigningKey open(IssuedCertificate issued) {
        return vault.open(KeyId.of(issued.record().key().orElseThrow()), issued.chain());
    }

    public TrustStore trust() {
        return TrustStore.of(TrustAnchor.of(hierarchy.root(), TrustClass.INTERNAL, "Khuê", "test"));
    }

    public TrustStore trust(TrustClass trustClass) {
        return TrustStore.of(TrustAnchor.of(hierarchy.root(), trustClass, "Khuê", "test"));
    }

    public ValidationContext offline() {
        return ValidationContext.offline(trust(), paths, clock.instant());
    }

    public ValidationContext online() {
        return new ValidationContext(trust(), paths, Optional.of(revocation), clock.instant());
    }

    public void revokePrincipal() {
        hierarchy
                .authority("people")
                .revoke(
                        principalCertificate.certificate().getSerialNumber(),
                        RevocationReason.KEY_COMPROMISE,
                        register);
    }

    private static Passphrase passphrase() {
        return Passphrase.of("mật khẩu chỉ dùng khi thử".toCharArray());
    }

    public static PersonSignatureImage ink() {
        BufferedImage image = new BufferedImage(600, 250, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(new Color(0x1d3fb0));
        g.setStroke(new BasicStroke(8, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.drawArc(60, 40, 160, 160, 30, 300);
        g.drawLine(200, 150, 330, 80);
        g.drawLine(330, 80, 380, 180);
        g.drawLine(380, 180, 540, 90);
        g.dispose();
        try {
            return PersonSignatureImage.read(png(image));
        } catch (SignatureFailure e) {
            throw new IllegalStateException(e);
        }
    }

    public static SealImage redSeal() {
        BufferedImage image = new BufferedImage(480, 480, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(new Color(0xd3202a));
        g.setStroke(new BasicStroke(10));
        g.drawOval(8, 8, 464, 464);
        g.drawOval(120, 120, 240, 240);
        g.fillRect(215, 215, 50, 50);
        g.dispose();
        try {
            return SealImage.read(png(image), 36);
        } catch (SignatureFailure e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
