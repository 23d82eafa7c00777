package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.itextpdf.forms.form.element.SignatureFieldAppearance;
import com.itextpdf.io.image.ImageDataFactory;
import com.itextpdf.kernel.colors.ColorConstants;
import com.itextpdf.kernel.geom.Rectangle;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.signature.ItextSigner;
import vn.khue.signature.RevisionByHand;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.appearance.PageBox;
import vn.khue.signature.appearance.VisibleSignature;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;

/** What signatures and document timestamps that come later may show: nothing of the signed page may be hidden by them. */
class LaterSignaturesTest {

    private static final String CONTENT = "BT /F1 24 Tf 72 500 Td (Amount: 1 000 000) Tj ET";
    private static final String COVER = "1 g 0 0 340 60 re f 0 g BT /F1 24 Tf 12 20 Td (Amount: 9 000 000) Tj ET";
    private static final Rectangle OVER_THE_TEXT = new Rectangle(60, 480, 340, 60);

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path sealed;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        Path plain = Files.write(
                folder.resolve("plain.pdf"),
                SamplePdf.classic(
                        "1.7",
                        "",
                        "<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R >>",
                        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [6 0 R] /Resources"
                                + " << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
                        "<< /Length " + CONTENT.length() + " >>\nstream\n" + CONTENT + "\nendstream",
                        "<< /Fields [6 0 R] /SigFlags 3 >>",
                        "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /P 3 0 R /T (Prepared) /Rect [60 480 400 540] >>"));
        Path signed = folder.resolve("signed.pdf");
        world.signer.sign(SigningRequest.invisible(plain, signed, PadesLevel.B_LT), world.principal);
        sealed = folder.resolve("sealed.pdf");
        world.signer.sign(SigningRequest.invisible(signed, sealed, PadesLevel.B_LT), world.seal);
    }

    private static ValidationReport judge(Path file) throws Exception {
        return new SignatureValidator().validate(file, world.online());
    }

    private static byte[] timestamp(byte[] signed) {
        return new InProcessTimestampClient(world.authority)
                .timestamp(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.of(signed));
    }

    private static RevisionByHand timestamped(String widget) throws Exception {
        return RevisionByHand.of(sealed).field(3, "Stamp", widget, "ETSI.RFC3161");
    }

    private static void isModified(Path file, Change.Kind kind) throws Exception {
        ValidationReport report = judge(file);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(SubIndication.MODIFIED_AFTER_SIGNING);
        assertThat(report.signatures().get(0).changesAfter()).anyMatch(c -> c.kind() == kind && !c.allowed());
        assertThat(report.signatures().get(0).coversWholeDocument()).isFalse();
        assertThat(report.officialDocument().complete()).isFalse();
    }

    private static void isOpen(Path file) throws Exception {
        ValidationReport report = judge(file);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.INDETERMINATE);
        assertThat(report.subIndication()).contains(SubIndication.CONTENT_COVERED);
        assertThat(report.signatures().get(0).integrity()).isEqualTo(SignatureReport.Integrity.UNKNOWN);
        assertThat(report.signatures().get(0).changesAfter())
                .anyMatch(c -> c.kind() == Change.Kind.SIGNATURE_OVER_CONTENT && !c.allowed());
        assertThat(report.officialDocument().complete()).isFalse();
    }

    @Test
    void aDocumentTimestampThatShowsNothingHolds() throws Exception {
        Path file = timestamped("/Rect [0 0 0 0]").sign(folder.resolve("quiet.pdf"), LaterSignaturesTest::timestamp);
        ValidationReport report = judge(file);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(1).coversWholeDocument()).isTrue();
    }

    @Test
    void aDocumentTimestampThatPaintsOverTheTextIsFound() throws Exception {
        RevisionByHand later = RevisionByHand.of(sealed);
        int picture = later.free();
        later.stream(
                        picture,
                        "/Type /XObject /Subtype /Form /BBox [0 0 340 60] /Resources << /Font << /F1 << /Type /Font"
                                + " /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
                        COVER)
                .field(3, "Stamp", "/Rect [60 480 400 540] /AP << /N " + picture + " 0 R >>", "ETSI.RFC3161");
        isModified(
                later.sign(folder.resolve("painted.pdf"), LaterSignaturesTest::timestamp),
                Change.Kind.DOCUMENT_TIMESTAMP_ADDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Rect [60 480 400 540]",
                "/Rect [60 480 400 540] /MK << /BG [1 1 1] >>",
                "/Rect [0 0 0 0] /Border [0 0 300]",
                "/Rect [0 0 0 0] /BS << /W 300 >>",
                "/Rect [0 0 0 0] /MK << /CA (Amount: 9 000 000) >>",
                "/Rect [0 0 0 500]",
                "/Rect 7 0 R",
                ""
            })
    void aDocumentTimestampThatAReaderCouldShowIsFound(String widget) throws Exception {
        isModified(
                timestamped(widget).sign(folder.resolve("shown.pdf"), LaterSignaturesTest::timestamp),
                Change.Kind.DOCUMENT_TIMESTAMP_ADDED);
    }

    @Test
    void aDocumentTimestampInAPreparedFieldShowsNothingEither() throws Exception {
        RevisionByHand later = RevisionByHand.of(sealed);
        int picture = later.free();
        later.stream(picture, "/Type /XObject /Subtype /Form /BBox [0 0 340 60]", "0 0 340 60 re f")
                .signature(picture + 1, "ETSI.RFC3161")
                .change(
                        6,
                        "/T (Prepared)",
                        "/T (Prepared) /AP << /N " + picture + " 0 R >> /V " + (picture + 1) + " 0 R");
        isModified(
                later.sign(folder.resolve("prepared.pdf"), LaterSignaturesTest::timestamp), Change.Kind.FIELD_CHANGED);
    }

    @Test
    void aFieldWithTheNameOfAnotherIsFound() throws Exception {
        RevisionByHand later = RevisionByHand.of(sealed).field(3, "Prepared", "/Rect [0 0 0 0]", "ETSI.RFC3161");
        isModified(later.sign(folder.resolve("name.pdf"), LaterSignaturesTest::timestamp), Change.Kind.FIELD_ADDED);
    }

    private static Path byAnotherTool(String name, Rectangle place, SignatureFieldAppearance look) throws Exception {
        Path file = folder.resolve(name);
        ItextSigner.visible(sealed, file, world.seal, place, look);
        return file;
    }

    private static SignatureFieldAppearance look(String text) {
        return new SignatureFieldAppearance(com.itextpdf.signatures.SignerProperties.IGNORED_ID).setContent(text);
    }

    /** Opaque, with words. */
    private static SignatureFieldAppearance picture(int width, int height, Color paper, String words) {
        BufferedImage image = new BufferedImage(width * 4, height * 4, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(paper);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(Color.BLACK);
        g.setFont(g.getFont().deriveFont(96f));
        g.drawString(words, 48, 160);
        g.dispose();
        return new SignatureFieldAppearance(com.itextpdf.signatures.SignerProperties.IGNORED_ID)
                .setContent(ImageDataFactory.create(SigningWorld.png(image)));
    }

    @Test
    void aVisibleSignatureOfAnotherToolInAFreePlaceHolds() throws Exception {
        Path file = byAnotherTool(
                "free.pdf",
                new Rectangle(300, 100, 200, 60),
                look("Signed by somebody").setBackgroundColor(ColorConstants.LIGHT_GRAY));
        ValidationReport report = judge(file);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(0).changesAfter())
                .anyMatch(c -> c.kind() == Change.Kind.SIGNATURE_ADDED && c.allowed());
    }

    @Test
    void aVisibleSignatureThatPaintsOverTheTextIsNeverGreen() throws Exception {
        isOpen(byAnotherTool("white.pdf", OVER_THE_TEXT, picture(340, 60, Color.WHITE, "Amount: 9 000 000")));
        isOpen(byAnotherTool("black.pdf", OVER_THE_TEXT, picture(340, 60, Color.BLACK, "")));
    }

    @Test
    void aVisibleSignatureThatPaintsOverOneDigitIsNeverGreen() throws Exception {
        // The 1 of the amount, by the widths of Helvetica.
        isOpen(byAnotherTool("digit.pdf", new Rectangle(168, 497, 12, 20), picture(12, 20, Color.WHITE, "")));
    }

    @Test
    void aVisibleSignatureAsLargeAsThePageIsNeverGreen() throws Exception {
        isOpen(byAnotherTool("large.pdf", new Rectangle(20, 20, 555, 440), look("Whatever one likes")));
    }

    @Test
    void ourSealOverTheTextHolds() throws Exception {
        Path file = folder.resolve("red.pdf");
        world.signer.sign(
                SigningRequest.visible(
                        sealed,
                        file,
                        PadesLevel.B_LT,
                        new VisibleSignature.Seal(SigningWorld.redSeal(), new PageBox(1, 150, 480, 120, 50))),
                world.seal);
        assertThat(judge(file).indication()).as("%s", judge(file)).isEqualTo(Indication.TOTAL_PASSED);
    }
}
