package vn.khue.signature.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signature.SampleDecision;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.Tools;
import vn.khue.signature.appearance.PageBox;
import vn.khue.signature.appearance.VisibleSignature;
import vn.khue.signature.decision.DecisionLayout;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.validation.CertificateFacts;
import vn.khue.signature.validation.Check;
import vn.khue.signature.validation.Finding;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.ReportText;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.SubIndication;
import vn.khue.signature.validation.ValidationReport;

/** The report as PDF: the fields of R2.27, readable, and nothing of a stranger's that could mislead. */
class ReportPdfTest {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @TempDir
    private static Path folder;

    private static ValidationReport good;
    private static ValidationReport unsigned;

    @BeforeAll
    static void judge() throws Exception {
        SigningWorld world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        Path plain = folder.resolve("quyet-dinh.pdf");
        Path signed = folder.resolve("quyet-dinh-da-ky.pdf");
        Path sealed = folder.resolve("quyết định đã đóng dấu.pdf");
        new DecisionLayout().write(SampleDecision.ofDeputy(), plain);
        world.signer.sign(
                SigningRequest.visible(
                        plain,
                        signed,
                        PadesLevel.B_LT,
                        new VisibleSignature.Person(SigningWorld.ink(), new PageBox(1, 300, 150, 120, 50))),
                world.principal);
        world.signer.sign(
                SigningRequest.visible(
                        signed,
                        sealed,
                        PadesLevel.B_LT,
                        new VisibleSignature.Seal(SigningWorld.redSeal(), new PageBox(1, 250, 150, 100, 100))),
                world.seal);
        good = new SignatureValidator().validate(sealed, world.online());
        unsigned = new SignatureValidator().validate(plain, world.online());
    }

    @Test
    void saysEverythingThatTheLawAsksForOfEachSignature() throws Exception {
        assertThat(good.indication()).isEqualTo(Indication.TOTAL_PASSED);
        ReportText words = new ReportText(VIETNAMESE);
        String text = text(new ReportPdf(VIETNAMESE).write(good));
        assertThat(text)
                .contains(
                        "Kết quả kiểm tra văn bản ký số",
                        "HỢP LỆ",
                        "quyết định đã đóng dấu.pdf",
                        good.sha256(),
                        words.moment(good.at()));
        assertThat(good.signatures()).hasSize(2);
        for (SignatureReport signature : good.signatures()) {
            assertThat(words.facts(signature)).hasSize(7);
            for (ReportText.Fact fact : words.facts(signature)) {
                assertThat(text).contains(one(fact.label()), one(fact.value()));
            }
            assertThat(text).contains(words.heading(signature), signature.level());
        }
        assertThat(text).contains(one(words.official(good.officialDocument())));
    }

    @Test
    void isTaggedTitledAndHasOnlyEmbeddedFonts() throws Exception {
        byte[] pdf = new ReportPdf(VIETNAMESE).write(good);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("vi-VN");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Kết quả kiểm tra văn bản ký số");
            for (PDPage page : document.getPages()) {
                assertThat(page.getResources().getFontNames()).isNotEmpty();
                for (var name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
        }
        assertThat(pdf.length).isLessThan(200_000);
    }

    @Test
    void isReadByAnotherProgramAsWell() throws Exception {
        assumeTrue(Tools.has("pdftotext"), "pdftotext is not installed");
        Path file = folder.resolve("report.pdf");
        Files.write(file, new ReportPdf(VIETNAMESE).write(good));
        assertThat(one(Tools.run("pdftotext", "-layout", file.toString(), "-")))
                .contains("HỢP LỆ", "Người ký", "Nơi cấp chứng thư", "Trang 1/");
    }

    @Test
    void neverLooksGoodWhereItIsNot() throws Exception {
        assertThat(text(new ReportPdf(VIETNAMESE).write(unsigned)))
                .contains("KHÔNG CÓ CHỮ KÝ", "Tệp này không có chữ ký số nào.")
                .doesNotContain("HỢP LỆ");
        ValidationReport failed = with(
                good,
                Indication.TOTAL_FAILED,
                List.of(new Finding(Check.STRUCTURE, true, SubIndication.BROKEN_STRUCTURE, "")));
        assertThat(text(new ReportPdf(VIETNAMESE).write(failed)))
                .contains("KHÔNG HỢP LỆ", "Những điểm không đạt", "Cấu trúc tệp: Cấu trúc tệp bị lỗi");
    }

    @Test
    void isCompleteInEnglish() throws Exception {
        assertThat(text(new ReportPdf(Locale.ENGLISH).write(good)))
                .contains("Result of checking a signed document", "VALID", "Page 1 of")
                .doesNotContain("Người", "Kết luận");
    }

    @Test
    void textOfStrangersCannotTurnTheLineNorVanish() throws Exception {
        CertificateFacts facts = good.signatures().get(0).certificate().orElseThrow();
        CertificateFacts hostile = new CertificateFacts(
                "Nguyễn\u202Egnort\u0000 \uD83D\uDE00 漢\n\nHợp lệ " + "W".repeat(5_000),
                facts.title(),
                facts.organisation(),
                facts.issuer(),
                facts.notBefore(),
                facts.notAfter(),
                facts.serial(),
                facts.sha256());
        String text = text(new ReportPdf(VIETNAMESE).write(signedBy(good, hostile, 1)));
        assertThat(text).contains("Nguyễn?gnort ? ? Hợp lệ").doesNotContain("\u202E", "W".repeat(700));
    }

    @Test
    void isBoundedWhateverTheFileHolds() throws Exception {
        CertificateFacts facts = good.signatures().get(0).certificate().orElseThrow();
        byte[] pdf = new ReportPdf(VIETNAMESE).write(signedBy(good, facts, 500));
        assertThat(text(pdf)).contains("Còn 450 mục nữa");
        assertThat(pdf.length).isLessThan(1_000_000);
    }

    private static ValidationReport with(ValidationReport report, Indication indication, List<Finding> findings) {
        return new ValidationReport(
                report.file(),
                report.format(),
                report.sha256(),
                Instant.parse("2026-11-23T02:14:07Z"),
                indication,
                Optional.of(SubIndication.BROKEN_STRUCTURE),
                findings,
                report.signatures(),
                report.officialDocument());
    }

    private static ValidationReport signedBy(ValidationReport report, CertificateFacts signer, int times) {
        SignatureReport first = report.signatures().get(0);
        SignatureReport changed = new SignatureReport(
                first.id(),
                first.kind(),
                first.level(),
                first.indication(),
                first.subIndication(),
                first.findings(),
                Optional.of(signer),
                first.signingTime(),
                first.timeSource(),
                first.trustClass(),
                first.integrity(),
                first.validAtSigning(),
                first.coversWholeDocument(),
                first.changesAfter(),
                first.revocationKnownAt(),
                first.signedBytes());
        return new ValidationReport(
                report.file(),
                report.format(),
                report.sha256(),
                report.at(),
                report.indication(),
                report.subIndication(),
                report.findings(),
                new ArrayList<>(Collections.nCopies(times, changed)),
                report.officialDocument());
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return one(new PDFTextStripper().getText(document));
        }
    }

    /** Without line breaks, which a reader does not hear. */
    private static String one(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
