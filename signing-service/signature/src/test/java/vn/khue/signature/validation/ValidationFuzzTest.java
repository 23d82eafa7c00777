package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.fuzz.Fuzz;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.intake.PdfIntake;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;

/** Damaged CMS messages, timestamp tokens and PDF files: a verdict each time, and never a pass for other signed bytes. */
@Tag("slow")
class ValidationFuzzTest {

    private static final int LIMIT = 1 << 20;

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static byte[] token;

    @BeforeAll
    static void found() {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        token = new InProcessTimestampClient(world.authority)
                .timestamp(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.of(new byte[1]));
    }

    private static byte[] signed(SamplePdf kind) throws Exception {
        Path plain = folder.resolve(kind + ".pdf");
        kind.write(plain);
        Path signed = folder.resolve(kind + "-signed.pdf");
        world.signer.sign(SigningRequest.invisible(plain, signed, PadesLevel.B_LT), world.principal);
        return Files.readAllBytes(signed);
    }

    private static Coverage coverage(byte[] signed) throws Exception {
        var file =
                vn.khue.signature.pdf.PdfFile.open(signed, signed.length, vn.khue.signature.pdf.ReadLimits.standard());
        return Coverage.of(file, PdfSignatureFacts.of(file).get(0)).coverage().orElseThrow();
    }

    private static void readAll(byte[] input) throws Exception {
        try {
            CmsSignature cms = CmsSignature.read(input);
            cms.detached();
            cms.digestAlgorithm();
            cms.signatureForm();
            cms.signatureValue();
            cms.signedAttributes();
            cms.attributesName(new byte[32], CmsSignature.plainData());
            cms.timestampTokens();
            if (cms.signerCertificate().isPresent()) {
                cms.certificateReference(cms.signerCertificate().get());
                CertificateReading.facts(cms.signerCertificate().get());
                CertificateReading.kind(cms.signerCertificate().get());
            }
        } catch (CmsSignature.Malformed e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }

    @Test
    void cmsMessages() throws Exception {
        byte[] padded = coverage(signed(SamplePdf.CLASSIC_1_4)).contents();
        Fuzz fuzz = new Fuzz(11, LIMIT, padded, DerLength.cut(padded));
        assertThat(fuzz.run("CMS", Fuzz.share(4), ValidationFuzzTest::readAll)).isPositive();
    }

    @Test
    void timestampTokens() {
        Fuzz fuzz = new Fuzz(12, LIMIT, token);
        long count = fuzz.run("timestamp token", Fuzz.share(4), input -> {
            try {
                TimestampFacts.of(input).covers(new byte[32]);
            } catch (CmsSignature.Malformed e) {
                assertThat(e).hasMessageContaining("expected");
            }
        });
        assertThat(count).isPositive();
    }

    @Test
    void intake() throws Exception {
        byte[][] seeds = new byte[SamplePdf.values().length][];
        for (SamplePdf kind : SamplePdf.values()) {
            Path file = folder.resolve("seed-" + kind);
            kind.write(file);
            seeds[kind.ordinal()] = Files.readAllBytes(file);
        }
        Path file = folder.resolve("intake.pdf");
        Fuzz fuzz = new Fuzz(13, LIMIT, seeds);
        assertThat(fuzz.run(
                        "intake of a PDF", Fuzz.share(4), input -> new PdfIntake().inspect(Files.write(file, input))))
                .isPositive();
    }

    @Test
    void signedFiles() throws Exception {
        byte[][] seeds = {
            signed(SamplePdf.CLASSIC_1_4),
            signed(SamplePdf.HYBRID),
            signed(SamplePdf.XREF_AND_OBJECT_STREAMS),
            signed(SamplePdf.PDF_A_4)
        };
        byte[][] covered = new byte[seeds.length][];
        for (int i = 0; i < seeds.length; i++) {
            Coverage coverage = coverage(seeds[i]);
            covered[i] = without(seeds[i], coverage.gapStart(), coverage.gapEnd(), coverage.end());
        }
        Path file = folder.resolve("judge.pdf");
        SignatureValidator validator = new SignatureValidator();
        long count = new Fuzz(14, LIMIT, seeds).run("signed PDF", Fuzz.share(4), input -> {
            ValidationReport report = validator.validate(Files.write(file, input), world.offline());
            assertThat(report.subIndication())
                    .as("%s", report.findings())
                    .isNotEqualTo(Optional.of(SubIndication.GENERIC));
            if (report.indication() == Indication.TOTAL_PASSED) {
                Coverage coverage = coverage(input);
                byte[] now = without(input, coverage.gapStart(), coverage.gapEnd(), coverage.end());
                assertThat(Arrays.stream(covered).anyMatch(c -> Arrays.equals(c, now)))
                        .isTrue();
            }
        });
        assertThat(count).isPositive();
    }

    private static byte[] without(byte[] file, int gapStart, int gapEnd, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, gapStart);
        out.write(file, gapEnd, end - gapEnd);
        return out.toByteArray();
    }
}
