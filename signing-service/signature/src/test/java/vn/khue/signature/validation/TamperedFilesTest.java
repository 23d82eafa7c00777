package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.itextpdf.kernel.font.PdfFontFactory;
import com.itextpdf.kernel.geom.Rectangle;
import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfString;
import com.itextpdf.kernel.pdf.annot.PdfTextAnnotation;
import com.itextpdf.kernel.pdf.canvas.PdfCanvas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signature.RevisionByHand;
import vn.khue.signature.SampleDecision;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.Tamper;
import vn.khue.signature.decision.DecisionLayout;
import vn.khue.signature.pades.NumberAndDate;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;

/** Changes to files that were signed honestly: each is found, and named for what it is. */
class TamperedFilesTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path signed;
    private static Path sealedDecision;

    @BeforeAll
    static void sign() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        Path plain = folder.resolve("plain.pdf");
        SamplePdf.CLASSIC_1_4.write(plain);
        signed = folder.resolve("signed.pdf");
        world.signer.sign(SigningRequest.invisible(plain, signed, PadesLevel.B_LT), world.principal);
        Path decision = folder.resolve("decision.pdf");
        new DecisionLayout().write(SampleDecision.ofDeputy(), decision);
        Path one = folder.resolve("decision-signed.pdf");
        world.signer.sign(SigningRequest.invisible(decision, one, PadesLevel.B_LT), world.principal);
        Path two = folder.resolve("decision-numbered.pdf");
        NumberAndDate.of(5, LocalDate.of(2026, 3, 9)).fill(one, two);
        sealedDecision = folder.resolve("decision-sealed.pdf");
        world.signer.sign(SigningRequest.invisible(two, sealedDecision, PadesLevel.B_LT), world.seal);
    }

    private static ValidationReport judge(Path file) throws IOException {
        return new SignatureValidator().validate(file, world.offline());
    }

    private static void isModified(Path file, Change.Kind kind) throws IOException {
        ValidationReport report = judge(file);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(SubIndication.MODIFIED_AFTER_SIGNING);
        assertThat(report.signatures())
                .extracting(SignatureReport::integrity)
                .contains(SignatureReport.Integrity.MODIFIED_AFTER_SIGNING);
        assertThat(report.signatures().stream().flatMap(s -> s.changesAfter().stream()))
                .anyMatch(c -> c.kind() == kind && !c.allowed());
    }

    private static Path updated(String name, Consumer<PdfDocument> change) throws IOException {
        return Tamper.update(signed, folder.resolve(name + ".pdf"), change);
    }

    @Test
    void contentPaintedOverAPageIsFound() throws Exception {
        isModified(
                updated("paint", document -> {
                    try {
                        new PdfCanvas(document.getPage(1))
                                .beginText()
                                .setFontAndSize(PdfFontFactory.createFont(), 30)
                                .moveText(72, 500)
                                .showText("Another amount")
                                .endText();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }),
                Change.Kind.PAGE_CHANGED);
    }

    @Test
    void aContentStreamReplacedInPlaceIsFound() throws Exception {
        isModified(
                updated("stream", document -> {
                    document.getPage(1)
                            .getContentStream(0)
                            .setData("0 0 100 100 re f".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    document.getPage(1).getContentStream(0).setModified();
                }),
                Change.Kind.OBJECT_CHANGED);
    }

    @Test
    void aPageAddedIsFound() throws Exception {
        isModified(updated("page", PdfDocument::addNewPage), Change.Kind.PAGE_CHANGED);
    }

    @Test
    void aNoteOverThePageIsFound() throws Exception {
        isModified(
                updated(
                        "note",
                        document -> document.getPage(1)
                                .addAnnotation(new PdfTextAnnotation(new Rectangle(100, 100, 200, 200)))),
                Change.Kind.ANNOTATION_CHANGED);
    }

    @Test
    void aSignatureFieldWithoutSignatureThatCoversTheTextIsFound() throws Exception {
        isModified(
                updated("cover", document -> {
                    PdfDictionary field = new PdfDictionary();
                    field.put(PdfName.FT, PdfName.Sig);
                    field.put(PdfName.T, new PdfString("cover"));
                    field.put(PdfName.Subtype, PdfName.Widget);
                    field.put(PdfName.Rect, new PdfArray(new int[] {0, 0, 500, 500}));
                    field.makeIndirect(document);
                    PdfDictionary form = document.getCatalog().getPdfObject().getAsDictionary(PdfName.AcroForm);
                    form.getAsArray(PdfName.Fields).add(field);
                    form.setModified();
                }),
                Change.Kind.FIELD_ADDED);
    }

    @Test
    void anObjectThatNothingRefersToIsFound() throws Exception {
        isModified(
                updated("orphan", document -> {
                    document.setFlushUnusedObjects(true);
                    PdfDictionary hidden = new PdfDictionary();
                    hidden.put(PdfName.Contents, new PdfString("kept for later"));
                    hidden.makeIndirect(document).setModified();
                    document.getCatalog().setModified();
                }),
                Change.Kind.UNREFERENCED_OBJECT);
    }

    @Test
    void anOpenActionAddedIsFound() throws Exception {
        isModified(
                updated("action", document -> {
                    document.getCatalog().put(PdfName.PageMode, PdfName.FullScreen);
                    document.getCatalog().getPdfObject().setModified();
                }),
                Change.Kind.CATALOG_CHANGED);
    }

    @Test
    void anEntryTakenFromTheInformationIsFound() throws Exception {
        RevisionByHand later = RevisionByHand.of(signed);
        int information = later.trailerNumber("Info");
        String entries = later.last(information).replaceFirst("/CreationDate ?\\([^)]*\\)", "");
        assertThat(entries).isNotEqualTo(later.last(information));
        isModified(
                later.put(information, entries).write(folder.resolve("information.pdf")), Change.Kind.OBJECT_CHANGED);
    }

    @Test
    void aFontInPlaceOfTheProducerIsFound() throws Exception {
        RevisionByHand later = RevisionByHand.of(signed);
        int information = later.trailerNumber("Info");
        String entries = later.last(information)
                .replaceFirst("(?s)/Producer ?\\((?:\\\\.|[^\\\\)])*\\)", "/Producer << /A 1 >>");
        assertThat(entries).isNotEqualTo(later.last(information));
        isModified(later.put(information, entries).write(folder.resolve("producer.pdf")), Change.Kind.OBJECT_CHANGED);
    }

    @Test
    void theNumberChangedAfterTheSealIsFound() throws Exception {
        isModified(
                Tamper.update(sealedDecision, folder.resolve("renumbered.pdf"), document -> {
                    PdfArray fields = document.getCatalog()
                            .getPdfObject()
                            .getAsDictionary(PdfName.AcroForm)
                            .getAsArray(PdfName.Fields);
                    PdfDictionary number = fields.getAsDictionary(0);
                    number.put(PdfName.V, new PdfString("06"));
                    number.setModified();
                }),
                Change.Kind.FIELD_CHANGED);
    }

    @Test
    void theNumberFieldMovedOrBlownUpIsFound() throws Exception {
        Path one = folder.resolve("decision-signed.pdf");
        isModified(
                Tamper.update(one, folder.resolve("moved.pdf"), document -> {
                    PdfDictionary number = document.getCatalog()
                            .getPdfObject()
                            .getAsDictionary(PdfName.AcroForm)
                            .getAsArray(PdfName.Fields)
                            .getAsDictionary(0);
                    number.put(PdfName.V, new PdfString("06"));
                    number.put(PdfName.Rect, new PdfArray(new int[] {0, 0, 595, 842}));
                    number.setModified();
                }),
                Change.Kind.FIELD_CHANGED);
    }

    @Test
    void bytesBehindTheEndAreFound() throws Exception {
        ValidationReport report = judge(Tamper.write(folder.resolve("tail.pdf"), Tamper.text(signed) + "hidden\n"));
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(SubIndication.BROKEN_STRUCTURE);
    }

    @Test
    void bytesBetweenRevisionsAreFound() throws Exception {
        Path update = updated("between", document -> document.getDocumentInfo().setMoreInfo("a", "b"));
        String text = Tamper.text(update);
        int end = Tamper.text(signed).length();
        String more = "99 0 obj\n<< /Type /Page >>\nendobj\n";
        String moved = text.substring(0, end) + more + shifted(text.substring(end), end, more.length());
        ValidationReport report = judge(Tamper.write(folder.resolve("between2.pdf"), moved));
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.signatures().get(0).changesAfter())
                .extracting(Change::kind)
                .contains(Change.Kind.STRAY_BYTES);
    }

    /** The last revision with its offsets moved on; iText writes classic tables for a classic file. */
    private static String shifted(String revision, int from, int by) {
        StringBuilder out = new StringBuilder();
        boolean last = false;
        for (String line : revision.split("(?<=\n)")) {
            if (line.matches("\\d{10} \\d{5} n ?\r?\n?") && Long.parseLong(line.substring(0, 10)) >= from) {
                line = String.format(Locale.ROOT, "%010d", Long.parseLong(line.substring(0, 10)) + by)
                        + line.substring(10);
            } else if (last && line.strip().matches("\\d+")) {
                line = (Long.parseLong(line.strip()) + by) + "\n";
            }
            last = line.strip().equals("startxref");
            out.append(line);
        }
        return out.toString();
    }

    @Test
    void aSignedByteChangedBreaksTheDigest() throws Exception {
        ValidationReport report = judge(Tamper.replace(signed, folder.resolve("byte.pdf"), "/Rotate 0", "/Rotate 9"));
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(SubIndication.HASH_FAILURE);
        assertThat(report.signatures().get(0).integrity()).isEqualTo(SignatureReport.Integrity.BROKEN);
    }

    @Test
    void somethingElseThanZerosBehindTheValueIsFound() throws Exception {
        String text = Tamper.text(signed);
        int end = text.indexOf(
                ">", text.indexOf("/Contents <") > 0 ? text.indexOf("/Contents <") : text.indexOf("/Contents<"));
        String changed = text.substring(0, end - 2) + "41" + text.substring(end);
        ValidationReport report = judge(Tamper.write(folder.resolve("padding.pdf"), changed));
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(SubIndication.FORMAT_FAILURE);
    }

    @Test
    void zeroPaddedValuesAreNormal() throws Exception {
        assertThat(Tamper.text(signed)).containsPattern("00000000>");
        assertThat(judge(signed).indication()).isEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void theByteRangeOfAnotherSignatureIsNotItsOwn() throws Exception {
        String text = Tamper.text(sealedDecision);
        int first = text.indexOf("/ByteRange");
        int second = text.indexOf("/ByteRange", first + 1);
        String range = text.substring(first, text.indexOf(']', first) + 1);
        int until = text.indexOf(']', second) + 1;
        String foreign = range + " ".repeat(Math.max(0, until - second - range.length()));
        Path file = Tamper.write(
                folder.resolve("stolen.pdf"),
                text.substring(0, second) + foreign + text.substring(second + foreign.length()));
        ValidationReport report = judge(file);
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.signatures())
                .extracting(SignatureReport::subIndication)
                .contains(java.util.Optional.of(SubIndication.BYTE_RANGE));
    }

    @Test
    void twoSignaturesOfOneRevisionCannotBothHold() throws Exception {
        // A second field takes the same value: its own place is not the gap of the range.
        Path file = updated("twice", document -> {
            PdfDictionary form = document.getCatalog().getPdfObject().getAsDictionary(PdfName.AcroForm);
            PdfDictionary first = form.getAsArray(PdfName.Fields).getAsDictionary(0);
            PdfDictionary copy = new PdfDictionary(first);
            copy.put(PdfName.T, new PdfString("KhueSigCOPY"));
            copy.makeIndirect(document);
            form.getAsArray(PdfName.Fields).add(copy);
            form.setModified();
        });
        isModified(file, Change.Kind.FIELD_ADDED);
    }

    @Test
    void aFieldWithoutValueIsNoSignature() throws Exception {
        Path file = folder.resolve("empty-field.pdf");
        Path plain = folder.resolve("plain.pdf");
        Tamper.update(plain, file, document -> {
            PdfDictionary field = new PdfDictionary();
            field.put(PdfName.FT, PdfName.Sig);
            field.put(PdfName.T, new PdfString("Later"));
            field.put(PdfName.Subtype, PdfName.Widget);
            field.put(PdfName.Rect, new PdfArray(new int[] {0, 0, 0, 0}));
            PdfDictionary form = new PdfDictionary();
            form.put(PdfName.Fields, new PdfArray(field.makeIndirect(document)));
            form.put(PdfName.SigFlags, new PdfNumber(1));
            document.getCatalog().put(PdfName.AcroForm, form);
            document.getCatalog().getPdfObject().setModified();
        });
        assertThat(judge(file).indication()).isEqualTo(Indication.NOT_SIGNED);
        assertThat(judge(plain).indication()).isEqualTo(Indication.NOT_SIGNED);
    }
}
