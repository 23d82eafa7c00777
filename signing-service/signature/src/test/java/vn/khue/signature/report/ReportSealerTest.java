package vn.khue.signature.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.PkiException;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.signature.SampleDecision;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.Tools;
import vn.khue.signature.decision.DecisionLayout;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.PdfSigner;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationReport;

/** The report under the seal of the service, and what it is without the key. */
class ReportSealerTest {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @TempDir
    private static Path folder;

    private static Path drafts;
    private static SigningWorld world;
    private static ValidationReport report;

    @BeforeAll
    static void judge() throws Exception {
        drafts = Files.createDirectory(folder.resolve("drafts"));
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        Path plain = folder.resolve("quyet-dinh.pdf");
        Path signed = folder.resolve("quyet-dinh-da-ky.pdf");
        new DecisionLayout().write(SampleDecision.ofDeputy(), plain);
        world.signer.sign(SigningRequest.invisible(plain, signed, PadesLevel.B_LT), world.principal);
        report = new SignatureValidator().validate(signed, world.online());
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_PASSED);
    }

    private static Path draft() throws IOException {
        return Files.createTempFile(drafts, "report", ".pdf");
    }

    private static SealedReport seal(PdfSigner signer, Optional<SigningKey> key) throws IOException {
        SealedReport made = new ReportSealer(signer, key, ReportSealerTest::draft).seal(report, VIETNAMESE);
        try (Stream<Path> left = Files.list(drafts)) {
            assertThat(left).isEmpty();
        }
        return made;
    }

    @Test
    void passesBeforeUsOfflineAndBeforePoppler() throws Exception {
        SealedReport made = seal(world.signer, world.hierarchy.reportKey());
        assertThat(made).isInstanceOf(SealedReport.Sealed.class);
        assertThat(text(made)).contains("Tệp này do dịch vụ kiểm tra đóng dấu bằng chữ ký số", report.sha256());
        Path file = Files.write(folder.resolve("sealed.pdf"), made.pdf());
        ValidationReport ours = new SignatureValidator().validate(file, world.offline());
        assertThat(ours.indication()).as("%s", ours).isEqualTo(Indication.TOTAL_PASSED);
        SignatureReport seal = ours.signatures().get(0);
        assertThat(seal.kind()).isEqualTo(SignatureKind.SEAL);
        assertThat(seal.level()).isEqualTo("PAdES-BASELINE-LT");
        assertThat(seal.coversWholeDocument()).isTrue();
        assertThat(seal.certificate().orElseThrow().signer()).isEqualTo("Khuê báo cáo kiểm tra chữ ký");
        assertThat(ours.officialDocument().complete()).isFalse();
        byte[] changed = made.pdf().clone();
        changed[made.pdf().length / 3] ^= 1;
        Files.write(folder.resolve("changed.pdf"), changed);
        assertThat(new SignatureValidator()
                        .validate(folder.resolve("changed.pdf"), world.offline())
                        .indication())
                .isNotEqualTo(Indication.TOTAL_PASSED);
        assumeTrue(Tools.has("pdfsig"), "pdfsig is not installed");
        assertThat(Tools.run("pdfsig", "-nocert", file.toString()))
                .contains("Signature is Valid.", "Khuê báo cáo kiểm tra chữ ký");
    }

    /** What another part laid out stays as it was; the seal stands behind it. */
    @Test
    void sealsAReportOfAnotherPart() throws Exception {
        Path made = folder.resolve("bao-cao.pdf");
        new DecisionLayout().write(SampleDecision.ofDeputy(), made);
        ReportSealer sealer = new ReportSealer(world.signer, world.hierarchy.reportKey(), ReportSealerTest::draft);
        byte[] sealed = sealer.seal(made).orElseThrow();
        assertThat(sealed).startsWith(Files.readAllBytes(made));
        Path file = Files.write(folder.resolve("bao-cao-da-ky.pdf"), sealed);
        ValidationReport ours = new SignatureValidator().validate(file, world.offline());
        assertThat(ours.indication()).as("%s", ours).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(ours.signatures().get(0).kind()).isEqualTo(SignatureKind.SEAL);
        assertThat(new ReportSealer(world.signer, Optional.empty(), ReportSealerTest::draft).seal(made))
                .isEmpty();
        try (Stream<Path> left = Files.list(drafts)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void withoutItsKeyTheReportIsGivenAndSaysThatItIsNotSealed() throws Exception {
        SigningKey away = new SigningKey() {
            @Override
            public SignatureAlgorithm algorithm() {
                return world.hierarchy.reportKey().orElseThrow().algorithm();
            }

            @Override
            public List<X509Certificate> chain() {
                return world.hierarchy.reportKey().orElseThrow().chain();
            }

            @Override
            public byte[] signDigest(byte[] digest) {
                throw new PkiException(PkiException.Fault.KEY, "the token was pulled out");
            }
        };
        for (Optional<SigningKey> key : List.<Optional<SigningKey>>of(Optional.of(away), Optional.empty())) {
            isUnsealed(seal(world.signer, key), SignatureFailure.Reason.KEY_REFUSED);
        }
    }

    @Test
    void withoutTimeStampsToo() throws Exception {
        SigningServices good = world.services();
        PdfSigner untimed = new PdfSigner(new SigningServices(
                (algorithm, digest) -> {
                    throw new PkiException(PkiException.Fault.KEY, "nobody answers");
                },
                good.revocation(),
                good.paths(),
                good.trust(),
                good.clock()));
        isUnsealed(seal(untimed, world.hierarchy.reportKey()), SignatureFailure.Reason.TIMESTAMP_UNAVAILABLE);
    }

    @Test
    void withoutAnybodyWhoAnswersAboutTheCertificateToo() throws Exception {
        SigningServices good = world.services();
        RevocationSource broken = new RevocationSource() {
            @Override
            public Optional<byte[]> ocsp(X509Certificate certificate, X509Certificate issuer) {
                throw new PkiException(PkiException.Fault.KEY, "the token was pulled out");
            }

            @Override
            public Optional<byte[]> crl(X509Certificate certificate) {
                return Optional.empty();
            }
        };
        PdfSigner unanswered =
                new PdfSigner(new SigningServices(good.timestamps(), broken, good.paths(), good.trust(), good.clock()));
        isUnsealed(seal(unanswered, world.hierarchy.reportKey()), SignatureFailure.Reason.KEY_REFUSED);
    }

    private static void isUnsealed(SealedReport made, SignatureFailure.Reason why) throws Exception {
        assertThat(made)
                .isInstanceOfSatisfying(
                        SealedReport.Unsealed.class,
                        unsealed -> assertThat(unsealed.why()).isEqualTo(why));
        assertThat(text(made))
                .contains("Tệp này không có chữ ký số của dịch vụ kiểm tra", "HỢP LỆ", report.sha256())
                .doesNotContain("đóng dấu bằng chữ ký số");
        Path file = Files.write(folder.resolve("unsealed.pdf"), made.pdf());
        assertThat(new SignatureValidator().validate(file, world.offline()).indication())
                .isEqualTo(Indication.NOT_SIGNED);
    }

    private static String text(SealedReport report) throws IOException {
        try (PDDocument document = Loader.loadPDF(report.pdf())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
