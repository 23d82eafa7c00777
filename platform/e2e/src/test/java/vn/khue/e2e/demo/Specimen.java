package vn.khue.e2e.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Files that people bring; no two have the same bytes. */
enum Specimen {
    LANDSCAPE {
        @Override
        void write(Path file) throws IOException {
            page(file, new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth()), 0);
        }
    },
    ROTATED {
        @Override
        void write(Path file) throws IOException {
            page(file, PDRectangle.A4, 90);
        }
    },
    A3 {
        @Override
        void write(Path file) throws IOException {
            page(file, PDRectangle.A3, 0);
        }
    },
    SIGNED_BY_A_STRANGER {
        @Override
        void write(Path file) throws Exception {
            Path unsigned = file.resolveSibling("unsigned.pdf");
            page(unsigned, PDRectangle.A4, 0);
            sign(unsigned, file);
        }
    },
    ENCRYPTED {
        @Override
        void write(Path file) throws IOException {
            try (PDDocument document = new PDDocument()) {
                document.addPage(new PDPage(PDRectangle.A4));
                document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
                document.save(file.toFile());
            }
        }
    },
    JAVASCRIPT {
        @Override
        void write(Path file) throws IOException {
            try (PDDocument document = new PDDocument()) {
                document.addPage(new PDPage(PDRectangle.A4));
                document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('x')"));
                document.save(file.toFile());
            }
        }
    },
    TRUNCATED {
        @Override
        void write(Path file) throws IOException {
            page(file, PDRectangle.A4, 0);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
        }
    },
    TEXT {
        @Override
        void write(Path file) throws IOException {
            Files.writeString(file, "Chỉ là chữ, không phải PDF.\n");
        }
    },
    EMPTY {
        @Override
        void write(Path file) throws IOException {
            Files.write(file, new byte[0]);
        }
    };

    private static final int SIGNATURE_ROOM = 16_384;

    /** Makes the file. */
    abstract void write(Path file) throws Exception;

    private static void page(Path file, PDRectangle size, int rotation) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(size);
            page.setRotation(rotation);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 500);
                content.showText("Specimen " + UUID.randomUUID());
                content.endText();
            }
            document.save(file.toFile());
        }
    }

    /** With a certificate that nobody here knows (ISO 32000-1, 12.8.3.3.1: adbe.pkcs7.detached). */
    private static void sign(Path source, Path target) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
        X500Name name = new X500Name("CN=Stranger");
        Instant now = Instant.now();
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minusSeconds(3600)),
                                Date.from(now.plusSeconds(86_400)),
                                name,
                                keys.getPublic())
                        .build(signer));
        try (PDDocument document = Loader.loadPDF(source.toFile())) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            SignatureOptions room = new SignatureOptions();
            room.setPreferredSignatureSize(SIGNATURE_ROOM);
            document.addSignature(
                    signature,
                    content -> {
                        try {
                            return cms(content.readAllBytes(), signer, certificate);
                        } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
                            throw new IOException(e);
                        }
                    },
                    room);
            try (OutputStream out = Files.newOutputStream(target)) {
                document.saveIncremental(out);
            }
        }
    }

    private static byte[] cms(byte[] signed, ContentSigner signer, X509Certificate certificate)
            throws CMSException, OperatorCreationException, GeneralSecurityException, IOException {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(signer, certificate));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return generator.generate(new CMSProcessableByteArray(signed), false).getEncoded("DER");
    }

    /** Name of the file, with letters and spaces as people write them. */
    String fileName() {
        return "tệp " + name() + " của trường.pdf";
    }
}
