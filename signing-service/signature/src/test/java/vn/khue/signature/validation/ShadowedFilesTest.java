package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.signature.RevisionByHand;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;

/**
 * Shadow attacks: the file is prepared before it is signed, with a reference to nothing or with an object that plays two parts,
 * and afterwards gets a revision that looks like validation data and is page content.
 */
class ShadowedFilesTest {

    /** No object of a signed file reaches this number. */
    private static final int MISSING = 50;

    private static final String PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
    private static final String HARMLESS = "BT /F1 24 Tf 72 500 Td (Amount: 1 000 000) Tj ET";
    private static final String HOSTILE = "1 g 60 480 400 60 re f 0 g BT /F1 24 Tf 72 500 Td (Amount: 9 000 000) Tj ET";

    @TempDir
    private static Path folder;

    private static SigningWorld world;

    @BeforeAll
    static void found() {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
    }

    private static String stream(String data) {
        return "<< /Length " + data.length() + " >>\nstream\n" + data + "\nendstream";
    }

    private static String page(String contents, String resources) {
        return "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + contents
                + " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> " + resources
                + " >> >>";
    }

    private static Path signed(PadesLevel level, String... objects) throws Exception {
        Path plain = Files.write(folder.resolve("plain.pdf"), SamplePdf.classic("1.7", "", objects));
        Path signed = folder.resolve("signed.pdf");
        world.signer.sign(SigningRequest.invisible(plain, signed, level), world.principal);
        assertThat(judge(signed).indication()).isEqualTo(Indication.TOTAL_PASSED);
        return signed;
    }

    /** A page with one content stream and room for another; signing writes the page anew, and not the list. */
    private static Path withRoomForContent() throws Exception {
        return signed(
                PadesLevel.B_LT,
                "<< /Type /Catalog /Pages 2 0 R >>",
                PAGES,
                page("5 0 R", ""),
                stream(HARMLESS),
                "[4 0 R " + MISSING + " 0 R]");
    }

    private static ValidationReport judge(Path file) throws Exception {
        return new SignatureValidator().validate(file, world.online());
    }

    private static void isModified(Path file, Change.Kind kind) throws Exception {
        ValidationReport report = judge(file);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(SubIndication.MODIFIED_AFTER_SIGNING);
        assertThat(report.signatures().get(0).changesAfter()).anyMatch(c -> c.kind() == kind && !c.allowed());
        assertThat(report.officialDocument().complete()).isFalse();
    }

    @Test
    void contentThatPosesAsACertificateIsFound() throws Exception {
        RevisionByHand later = RevisionByHand.of(withRoomForContent());
        int store = later.number(1, "DSS");
        later.stream(MISSING, "", HOSTILE).change(store, "/Certs[", "/Certs[" + MISSING + " 0 R ");
        isModified(later.write(folder.resolve("certificate.pdf")), Change.Kind.DANGLING_REFERENCE_FILLED);
    }

    @Test
    void contentThatPosesAsAnExtensionIsFound() throws Exception {
        RevisionByHand later = RevisionByHand.of(withRoomForContent());
        later.stream(MISSING, "", HOSTILE).change(1, "/Extensions<<", "/Extensions<</XX " + MISSING + " 0 R");
        isModified(later.write(folder.resolve("extension.pdf")), Change.Kind.DANGLING_REFERENCE_FILLED);
    }

    @Test
    void anExtensionThatIsNoneIsFound() throws Exception {
        RevisionByHand later = RevisionByHand.of(withRoomForContent());
        int free = later.free();
        later.stream(free, "", HOSTILE).change(1, "/Extensions<<", "/Extensions<</XX " + free + " 0 R");
        isModified(later.write(folder.resolve("no-extension.pdf")), Change.Kind.CATALOG_CHANGED);
    }

    @Test
    void contentThatPosesAsTheAppearanceOfATimestampIsFound() throws Exception {
        RevisionByHand later = RevisionByHand.of(withRoomForContent());
        later.stream(MISSING, "/Type /XObject /Subtype /Form /BBox [0 0 0 0]", HOSTILE)
                .field(3, "Stamp", "/Rect [0 0 0 0] /AP << /N " + MISSING + " 0 R >>", "ETSI.RFC3161");
        isModified(
                later.sign(folder.resolve("appearance.pdf"), ShadowedFilesTest::timestamp),
                Change.Kind.DANGLING_REFERENCE_FILLED);
    }

    @Test
    void aGraphicsStateThatTurnsUpLaterIsFound() throws Exception {
        Path signed = signed(
                PadesLevel.B_LT,
                "<< /Type /Catalog /Pages 2 0 R >>",
                PAGES,
                page("4 0 R", "/ExtGState 5 0 R"),
                stream("/G gs " + HARMLESS),
                "<< /G " + MISSING + " 0 R >>");
        RevisionByHand later = RevisionByHand.of(signed).put(MISSING, "<< /Type /ExtGState /ca 0 /CA 0 >>");
        isModified(later.write(folder.resolve("state.pdf")), Change.Kind.DANGLING_REFERENCE_FILLED);
    }

    @Test
    void anObjectStreamThatTurnsUpLaterIsFound() throws Exception {
        RevisionByHand later = RevisionByHand.of(withRoomForContent());
        later.stream(MISSING, "/Type /ObjStm /N 0 /First 0", HOSTILE);
        isModified(later.write(folder.resolve("objects.pdf")), Change.Kind.DANGLING_REFERENCE_FILLED);
    }

    @Test
    void anArrayThatIsContentAndAListOfCertificatesIsFound() throws Exception {
        Path signed = signed(
                PadesLevel.B_B,
                "<< /Type /Catalog /Pages 2 0 R /DSS << /Type /DSS /Certs 5 0 R >> >>",
                PAGES,
                page("5 0 R", ""),
                stream(HARMLESS),
                "[4 0 R]");
        RevisionByHand later = RevisionByHand.of(signed);
        int free = later.free();
        later.stream(free, "", HOSTILE).put(5, "[4 0 R " + free + " 0 R]");
        isModified(later.write(folder.resolve("array.pdf")), Change.Kind.OBJECT_CHANGED);
    }

    @Test
    void aStoreThatIsADictionaryOfFontsTooIsFound() throws Exception {
        Path signed = signed(
                PadesLevel.B_B,
                "<< /Type /Catalog /Pages 2 0 R /DSS 5 0 R >>",
                PAGES,
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font 5 0 R >> >>",
                stream("BT /TU 24 Tf 72 500 Td (Hidden) Tj ET"),
                "<< /Type /DSS >>");
        RevisionByHand later = RevisionByHand.of(signed);
        int free = later.free();
        later.put(free, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
                .put(5, "<< /Type /DSS /TU " + free + " 0 R >>");
        isModified(later.write(folder.resolve("fonts.pdf")), Change.Kind.OBJECT_CHANGED);
    }

    @Test
    void aStoreMayHoldNothingButValidationData() throws Exception {
        RevisionByHand later = RevisionByHand.of(withRoomForContent());
        int store = later.number(1, "DSS");
        int free = later.free();
        later.put(free, "<< /Type /Page /Hidden (for later) >>").change(store, "/Certs[", "/Certs[" + free + " 0 R ");
        isModified(later.write(folder.resolve("store.pdf")), Change.Kind.OBJECT_CHANGED);
    }

    @Test
    void aFieldOfTheFormUsedAsAFontIsFound() throws Exception {
        Path signed = signed(
                PadesLevel.B_B,
                "<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R >>",
                PAGES,
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [6 0 R]"
                        + " /Resources << /Font 6 0 R >> >>",
                stream("BT /V 24 Tf 72 500 Td (Hidden) Tj ET"),
                "<< /Fields [6 0 R] >>",
                "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /T (Later) /Rect [0 0 0 0] >>");
        RevisionByHand later = RevisionByHand.of(signed);
        int value = later.free();
        later.signature(value, "ETSI.CAdES.detached")
                .change(value, "/Type /Sig", "/Type /Font /Subtype /Type1 /BaseFont /Helvetica")
                .change(6, "/T (Later)", "/T (Later) /V " + value + " 0 R");
        ValidationReport report = judge(later.sign(folder.resolve("field.pdf"), bytes -> new byte[] {0x30, 0}));
        assertThat(report.signatures())
                .filteredOn(s -> s.id().startsWith("KhueSig"))
                .allMatch(s -> s.integrity() == SignatureReport.Integrity.MODIFIED_AFTER_SIGNING);
    }

    private static byte[] timestamp(byte[] signed) {
        return new InProcessTimestampClient(world.authority)
                .timestamp(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.of(signed));
    }
}
