package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.itextpdf.kernel.geom.Rectangle;
import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfStream;
import com.itextpdf.kernel.pdf.PdfString;
import com.itextpdf.kernel.pdf.annot.PdfTextAnnotation;
import com.itextpdf.kernel.pdf.canvas.PdfCanvas;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.Certificates;
import vn.khue.signature.ForeignSigner;
import vn.khue.signature.SampleDecision;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.Tamper;
import vn.khue.signature.decision.DecisionLayout;
import vn.khue.signature.pades.NumberAndDate;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;

/** What a signature forbids others to do afterwards: DocMDP, FieldMDP and the lock of its field, on files with real signatures. */
class LocksTest {

    private static final String ALGORITHM = "SHA256withECDSA";

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static ForeignSigner first;
    private static Path decision;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        first = ForeignSigner.of("EC", 256, ALGORITHM);
        decision = folder.resolve("decision.pdf");
        new DecisionLayout().write(SampleDecision.ofDeputy(), decision);
    }

    private static Path signedWith(String method, PdfDictionary params) throws Exception {
        params.put(PdfName.Type, PdfName.TransformParams);
        PdfDictionary reference = new PdfDictionary();
        reference.put(PdfName.Type, PdfName.SigRef);
        reference.put(PdfName.TransformMethod, new PdfName(method));
        reference.put(PdfName.TransformParams, params);
        PdfDictionary more = new PdfDictionary();
        more.put(PdfName.Reference, new PdfArray(List.of(reference)));
        return first.sign(decision, folder.resolve("first.pdf"), ALGORITHM, "First", more);
    }

    private static Path certified(int permission) throws Exception {
        PdfDictionary params = new PdfDictionary();
        params.put(PdfName.P, new PdfNumber(permission));
        return signedWith("DocMDP", params);
    }

    private static Path numbered(Path signed) throws Exception {
        Path numbered = folder.resolve("numbered.pdf");
        NumberAndDate.of(5, LocalDate.of(2026, 3, 9)).fill(signed, numbered);
        return numbered;
    }

    private static Path signedAgain(Path signed) throws Exception {
        Path again = folder.resolve("again.pdf");
        world.signer.sign(SigningRequest.invisible(signed, again, PadesLevel.B_LT), world.seal);
        return again;
    }

    private static Path noted(Path signed) throws Exception {
        return Tamper.update(
                signed,
                folder.resolve("noted.pdf"),
                d -> d.getPage(1).addAnnotation(new PdfTextAnnotation(new Rectangle(100, 100, 200, 200))));
    }

    private static Path painted(Path signed) throws Exception {
        return Tamper.update(
                signed,
                folder.resolve("painted.pdf"),
                d -> new PdfCanvas(d.getPage(1)).rectangle(9, 9, 99, 99).fill());
    }

    private static Path withValidationData(Path signed) throws Exception {
        return Tamper.update(signed, folder.resolve("dss.pdf"), d -> {
            PdfStream certificate = new PdfStream(Certificates.der(first.certificate()));
            PdfDictionary store = new PdfDictionary();
            store.put(
                    PdfName.Certs,
                    new PdfArray(List.of(certificate.makeIndirect(d).getIndirectReference())));
            d.getCatalog().put(new PdfName("DSS"), store.makeIndirect(d));
            d.getCatalog().setModified();
        });
    }

    private static SignatureReport judge(Path file, String field) throws Exception {
        return new SignatureValidator()
                .validate(file, world.offline()).signatures().stream()
                        .filter(s -> s.id().equals(field))
                        .findFirst()
                        .orElseThrow();
    }

    private static void holds(Path file, Change.Kind kind) throws Exception {
        SignatureReport report = judge(file, "First");
        assertThat(report.integrity()).as("%s", report).isEqualTo(SignatureReport.Integrity.INTACT);
        assertThat(report.changesAfter()).anyMatch(c -> c.allowed() && c.kind() == kind);
    }

    private static void breaks(Path file, Change.Kind kind) throws Exception {
        SignatureReport report = judge(file, "First");
        assertThat(report.integrity()).as("%s", report).isEqualTo(SignatureReport.Integrity.MODIFIED_AFTER_SIGNING);
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.changesAfter()).anyMatch(c -> !c.allowed() && c.kind() == kind);
    }

    @Test
    void docMdp1AllowsValidationDataAndNothingElse() throws Exception {
        holds(withValidationData(certified(1)), Change.Kind.VALIDATION_DATA_ADDED);
        breaks(signedAgain(certified(1)), Change.Kind.SIGNATURE_ADDED);
        breaks(numbered(certified(1)), Change.Kind.FIELD_CHANGED);
    }

    @Test
    void docMdp2AllowsSignaturesAndFillingAndNoNotes() throws Exception {
        holds(signedAgain(certified(2)), Change.Kind.SIGNATURE_ADDED);
        holds(numbered(certified(2)), Change.Kind.NUMBER_FILLED);
        breaks(noted(certified(2)), Change.Kind.ANNOTATION_CHANGED);
        breaks(painted(certified(2)), Change.Kind.PAGE_CHANGED);
    }

    /** The standard would let notes be added; a note can cover what was signed, so here it may not. */
    @Test
    void docMdp3AllowsNoMoreThan2() throws Exception {
        holds(signedAgain(certified(3)), Change.Kind.SIGNATURE_ADDED);
        holds(numbered(certified(3)), Change.Kind.NUMBER_FILLED);
        breaks(noted(certified(3)), Change.Kind.ANNOTATION_CHANGED);
        breaks(painted(certified(3)), Change.Kind.PAGE_CHANGED);
    }

    @ParameterizedTest
    @CsvSource({
        "Include, SoV, true",
        "Include, SoVB1 NgayBH1, true",
        "Include, SoVB, false",
        "Include, NgayBH, false",
        "Exclude, SoVB NgayBH, true",
        "Exclude, SoV NgayBH, false",
        "Exclude, SoVB, false",
        "All, '', false"
    })
    void fieldMdpLocksWholeNames(String action, String names, boolean fillable) throws Exception {
        PdfDictionary params = new PdfDictionary();
        params.put(PdfName.Action, new PdfName(action));
        PdfArray fields = new PdfArray();
        for (String name : names.split(" ")) {
            fields.add(new PdfString(name));
        }
        params.put(PdfName.Fields, fields);
        Path numbered = numbered(signedWith("FieldMDP", params));
        if (fillable) {
            holds(numbered, Change.Kind.NUMBER_FILLED);
        } else {
            breaks(numbered, Change.Kind.FIELD_CHANGED);
        }
    }

    /** Two empty signature fields; the first has a lock. */
    private static Path withLock(String action, String name, int permission) throws Exception {
        Path empty = folder.resolve("empty-fields.pdf");
        Tamper.update(decision, empty, d -> {
            PdfDictionary lock = new PdfDictionary();
            lock.put(PdfName.Type, new PdfName("SigFieldLock"));
            lock.put(PdfName.Action, new PdfName(action));
            lock.put(PdfName.Fields, new PdfArray(List.of(new PdfString(name))));
            lock.put(PdfName.P, new PdfNumber(permission));
            PdfDictionary fieldOne = emptyField(d, "First");
            fieldOne.put(new PdfName("Lock"), lock.makeIndirect(d));
            addFields(d, fieldOne, emptyField(d, "Second"));
        });
        return first.sign(empty, folder.resolve("locked.pdf"), ALGORITHM, "First", new PdfDictionary());
    }

    private static PdfDictionary emptyField(PdfDocument document, String name) {
        PdfDictionary field = new PdfDictionary();
        field.put(PdfName.Type, PdfName.Annot);
        field.put(PdfName.Subtype, PdfName.Widget);
        field.put(PdfName.FT, PdfName.Sig);
        field.put(PdfName.T, new PdfString(name));
        field.put(PdfName.F, new PdfNumber(132));
        field.put(PdfName.Rect, new PdfArray(new int[] {0, 0, 0, 0}));
        field.put(PdfName.P, document.getPage(1).getPdfObject().getIndirectReference());
        field.makeIndirect(document);
        return field;
    }

    private static void addFields(PdfDocument document, PdfDictionary... fields) {
        PdfDictionary form = document.getCatalog().getPdfObject().getAsDictionary(PdfName.AcroForm);
        PdfDictionary page = document.getPage(1).getPdfObject();
        PdfArray annotations = page.getAsArray(PdfName.Annots);
        for (PdfDictionary field : fields) {
            form.getAsArray(PdfName.Fields).add(field);
            annotations.add(field);
        }
        page.setModified();
        form.setModified();
        document.getCatalog().setModified();
    }

    @Test
    void theLockOfTheFieldCountsForOtherSignatureFields() throws Exception {
        Path open = withLock("Include", "Sec", 2);
        holds(
                first.sign(open, folder.resolve("second.pdf"), ALGORITHM, "Second", new PdfDictionary()),
                Change.Kind.SIGNATURE_FILLED);
        Path locked = withLock("Include", "Second", 2);
        breaks(
                first.sign(locked, folder.resolve("second.pdf"), ALGORITHM, "Second", new PdfDictionary()),
                Change.Kind.FIELD_CHANGED);
        breaks(signedAgain(withLock("Include", "Second", 1)), Change.Kind.SIGNATURE_ADDED);
    }
}
