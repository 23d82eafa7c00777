package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.itextpdf.commons.actions.EventManager;
import com.itextpdf.kernel.pdf.PdfReader;
import com.itextpdf.signatures.IExternalSignature;
import com.itextpdf.signatures.ISignatureMechanismParams;
import com.itextpdf.signatures.ITSAClient;
import com.itextpdf.signatures.PdfPadesSigner;
import com.itextpdf.signatures.SignerProperties;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.DSSRevocationUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureValidator;

/** Ours beside bare iText and DSS: the same file, keys, responder and timestamp authority, one thread, one run. */
@Tag("slow")
class SignatureSpeedTest {

    @TempDir
    private Path folder;

    private SigningWorld world;
    private Path plain;

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    @Test
    void measure() throws Exception {
        EventManager.acknowledgeAgplUsageDisableWarningMessage();
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        plain = folder.resolve("plain.pdf");
        sample(plain);
        Path ours = folder.resolve("ours.pdf");
        Path itext = folder.resolve("itext.pdf");
        Path dss = folder.resolve("dss.pdf");
        row("B-B ours", perSecond(() -> sign(PadesLevel.B_B, ours)));
        row("B-B iText", perSecond(() -> itext(PadesLevel.B_B, itext)));
        row("B-LT ours", perSecond(() -> sign(PadesLevel.B_LT, ours)));
        row("B-LT iText", perSecond(() -> itext(PadesLevel.B_LT, itext)));
        row("B-LT DSS", perSecond(() -> dss(dss)));
        row("B-LTA ours", perSecond(() -> sign(PadesLevel.B_LTA, ours)));
        sign(PadesLevel.B_LT, ours);
        Oracle oracle = new Oracle(List.of(world.hierarchy.root()));
        SignatureValidator validator = new SignatureValidator();
        for (Path file : List.of(ours, itext, dss)) {
            row(
                    "validate " + file.getFileName() + " ours, median ms",
                    median(() -> validator.validate(file, world.offline())));
            row("validate " + file.getFileName() + " DSS, median ms", median(() -> oracle.judge(file)));
            assertThat(oracle.judge(file).indication()).isEqualTo("TOTAL_PASSED");
            assertThat(validator.validate(file, world.offline()).indication())
                    .as("%s", validator.validate(file, world.offline()))
                    .isEqualTo(Indication.TOTAL_PASSED);
        }
    }

    private static void row(String what, double value) {
        System.out.printf(Locale.ROOT, "%-40s %10.2f%n", what, value);
    }

    private static double perSecond(Work work) throws Exception {
        round(work, 3);
        double[] rates = new double[5];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = round(work, 1);
        }
        Arrays.sort(rates);
        return rates[rates.length / 2];
    }

    /** Runs per second of this thread's processor time, so that what else the machine does has little say. */
    private static double round(Work work, double seconds) throws Exception {
        long start = processorTime();
        long runs = 0;
        do {
            work.run();
            runs++;
        } while (processorTime() - start < seconds * 1e9);
        return runs * 1e9 / (processorTime() - start);
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(Work work) throws Exception {
        round(work, 2);
        double[] times = new double[60];
        for (int i = 0; i < times.length; i++) {
            long start = processorTime();
            work.run();
            times[i] = (processorTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private void sign(PadesLevel level, Path target) throws Exception {
        world.signer.sign(SigningRequest.invisible(plain, target, level), world.principal);
    }

    private void itext(PadesLevel level, Path target) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfPadesSigner signer = new PdfPadesSigner(new PdfReader(plain.toString()), out);
        signer.setTrustedCertificates(List.of(world.hierarchy.root()));
        signer.setOcspClient((certificate, issuer, url) -> basic(certificate, issuer));
        signer.setCrlClient(
                (certificate, url) -> world.revocation.crl(certificate).stream().toList());
        Certificate[] chain = world.principal.chain().toArray(new Certificate[0]);
        if (level == PadesLevel.B_B) {
            signer.signWithBaselineBProfile(new SignerProperties(), chain, key());
        } else {
            signer.signWithBaselineLTProfile(new SignerProperties(), chain, key(), tsa());
        }
        Files.write(target, out.toByteArray());
    }

    private byte[] basic(X509Certificate certificate, X509Certificate issuer) {
        try {
            OCSPResp response =
                    new OCSPResp(world.revocation.ocsp(certificate, issuer).orElseThrow());
            return ((BasicOCSPResp) response.getResponseObject()).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private IExternalSignature key() {
        return new IExternalSignature() {
            @Override
            public String getDigestAlgorithmName() {
                return "SHA-256";
            }

            @Override
            public String getSignatureAlgorithmName() {
                return "ECDSA";
            }

            @Override
            public ISignatureMechanismParams getSignatureMechanismParameters() {
                return null;
            }

            @Override
            public byte[] sign(byte[] message) {
                return world.principal.signDigest(DigestAlgorithm.SHA256.of(message));
            }
        };
    }

    private ITSAClient tsa() {
        return new ITSAClient() {
            @Override
            public int getTokenSizeEstimate() {
                return 4096;
            }

            @Override
            public MessageDigest getMessageDigest() {
                return DigestAlgorithm.SHA256.newDigest();
            }

            @Override
            public byte[] getTimeStampToken(byte[] imprint) {
                return new InProcessTimestampClient(world.authority).timestamp(DigestAlgorithm.SHA256, imprint);
            }
        };
    }

    private void dss(Path target) throws Exception {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(world.hierarchy.root()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        verifier.setCrlSource(null);
        verifier.setOcspSource(this::token);
        PAdESService service = new PAdESService(verifier);
        service.setTspSource((algorithm, digest) -> new TimestampBinary(
                new InProcessTimestampClient(world.authority).timestamp(DigestAlgorithm.SHA256, digest)));
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setDigestAlgorithm(eu.europa.esig.dss.enumerations.DigestAlgorithm.SHA256);
        var stamps = new eu.europa.esig.dss.pades.PAdESTimestampParameters(
                eu.europa.esig.dss.enumerations.DigestAlgorithm.SHA256);
        parameters.setSignatureTimestampParameters(stamps);
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_LT);
        parameters.setSigningCertificate(new CertificateToken(world.principal.certificate()));
        parameters.setCertificateChain(
                world.principal.chain().stream().map(CertificateToken::new).toList());
        DSSDocument document = new FileDocument(plain.toFile());
        byte[] signed = service.getDataToSign(document, parameters).getBytes();
        byte[] value = world.principal.signDigest(DigestAlgorithm.SHA256.of(signed));
        DSSDocument done =
                service.signDocument(document, parameters, new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, value));
        done.save(target.toString());
    }

    private OCSPToken token(CertificateToken certificate, CertificateToken issuer) {
        try {
            OCSPResp response = new OCSPResp(world.revocation
                    .ocsp(certificate.getCertificate(), issuer.getCertificate())
                    .orElseThrow());
            BasicOCSPResp basic = (BasicOCSPResp) response.getResponseObject();
            return new OCSPToken(
                    basic, DSSRevocationUtils.getLatestSingleResponse(basic, certificate, issuer), certificate, issuer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sample(Path file) throws Exception {
        byte[] noise = new byte[136_000];
        new SplittableRandom(42).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            if (noise[i] == 10 || noise[i] == 13) {
                noise[i] = 'x';
            }
        }
        noise[0] = '%';
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            PDStream content = new PDStream(document);
            try (var out = content.createOutputStream()) {
                out.write(noise);
            }
            page.setContents(content);
            document.addPage(page);
            document.save(file.toFile());
        }
    }
}
