package vn.khue.signing.house;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.decision.Decision;
import vn.khue.signature.decision.DecisionLayout;

/** Files and pictures to work with. */
public final class Papers {
    private Papers() {}

    /** A decision laid out by NĐ 30, with empty fields for number and date; each subject gives other bytes. */
    public static byte[] decision(String subject, List<String> titleLines, String signer) {
        Decision words = new Decision(
                "ỦY BAN NHÂN DÂN XÃ CỦ CHI",
                "TRƯỜNG THCS THỊ TRẤN 2",
                "QĐ-THCSTT2",
                "Củ Chi",
                subject,
                "HIỆU TRƯỞNG TRƯỜNG THCS THỊ TRẤN 2",
                List.of("Căn cứ Điều lệ trường trung học cơ sở;"),
                List.of("Khen thưởng 42 học sinh tiêu biểu.", "Quyết định có hiệu lực từ ngày ký."),
                List.of("- Như Điều 2;", "- Lưu: VT."),
                titleLines,
                signer);
        try {
            Path file = Files.createTempFile("khue-decision", ".pdf");
            try {
                Files.delete(file);
                new DecisionLayout().write(words, file);
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SignatureFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /** A blue stroke on nothing. */
    public static byte[] signature() {
        BufferedImage image = new BufferedImage(600, 250, BufferedImage.TYPE_INT_ARGB);
        Graphics2D ink = pen(image, new Color(0x1d, 0x3f, 0xb0), 9);
        ink.draw(new QuadCurve2D.Double(60, 190, 200, 10, 280, 150));
        ink.draw(new QuadCurve2D.Double(280, 150, 400, 260, 540, 60));
        ink.dispose();
        return png(image);
    }

    /** A red ring, sharp enough for 36 mm. */
    public static byte[] seal() {
        BufferedImage image = new BufferedImage(600, 600, BufferedImage.TYPE_INT_ARGB);
        Graphics2D ink = pen(image, new Color(0xd3, 0x20, 0x2a), 16);
        ink.draw(new Ellipse2D.Double(30, 30, 540, 540));
        ink.draw(new Ellipse2D.Double(120, 120, 360, 360));
        ink.dispose();
        return png(image);
    }

    /** What no guard lets in: a picture without transparency. */
    public static byte[] opaque() {
        BufferedImage image = new BufferedImage(600, 250, BufferedImage.TYPE_INT_RGB);
        return png(image);
    }

    /** A detached CMS signature of a key that nobody here knows. */
    public static byte[] foreignSignature(byte[] covered) {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(256);
            KeyPair pair = keys.generateKeyPair();
            ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            X500Name name = new X500Name("CN=Co quan khac");
            Instant now = Instant.now();
            X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.ONE,
                            java.util.Date.from(now.minusSeconds(60)),
                            java.util.Date.from(now.plusSeconds(86_400)),
                            name,
                            pair.getPublic())
                    .build(signer);
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .build(signer, certificate));
            generator.addCertificate(certificate);
            return generator.generate(new CMSProcessableByteArray(covered)).getEncoded("DER");
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Graphics2D pen(BufferedImage image, Color colour, float width) {
        Graphics2D ink = image.createGraphics();
        ink.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        ink.setComposite(AlphaComposite.SrcOver);
        ink.setColor(colour);
        ink.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        return ink;
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
