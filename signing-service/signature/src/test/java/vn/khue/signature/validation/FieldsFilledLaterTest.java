package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfStream;
import com.itextpdf.kernel.pdf.PdfString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.signature.SampleDecision;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.Tamper;
import vn.khue.signature.decision.DecisionLayout;
import vn.khue.signature.pades.NumberAndDate;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;

/** Number, date and prepared signature fields: filled with what they are for, and showing that, or not filled at all. */
class FieldsFilledLaterTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path signed;

    @BeforeAll
    static void sign() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        Path plain = folder.resolve("plain.pdf");
        new DecisionLayout().write(SampleDecision.ofDeputy(), plain);
        Path prepared = Tamper.update(plain, folder.resolve("prepared.pdf"), document -> {
            PdfDictionary field = new PdfDictionary();
            field.put(PdfName.Type, PdfName.Annot);
            field.put(PdfName.Subtype, PdfName.Widget);
            field.put(PdfName.FT, PdfName.Sig);
            field.put(PdfName.T, new PdfString("Prepared"));
            field.put(PdfName.F, new PdfNumber(132));
            field.put(PdfName.Rect, new PdfArray(new int[] {50, 50, 300, 100}));
            field.makeIndirect(document);
            fields(document).add(field);
            document.getPage(1).getPdfObject().getAsArray(PdfName.Annots).add(field);
            document.getPage(1).setModified();
            document.getCatalog()
                    .getPdfObject()
                    .getAsDictionary(PdfName.AcroForm)
                    .setModified();
        });
        signed = folder.resolve("signed.pdf");
        world.signer.sign(SigningRequest.invisible(prepared, signed, PadesLevel.B_LT), world.principal);
    }

    private static PdfArray fields(PdfDocument document) {
        return document.getCatalog()
                .getPdfObject()
                .getAsDictionary(PdfName.AcroForm)
                .getAsArray(PdfName.Fields);
    }

    private static PdfDictionary field(PdfDocument document, String name) {
        for (int i = 0; i < fields(document).size(); i++) {
            PdfDictionary field = fields(document).getAsDictionary(i);
            if (field.getAsString(PdfName.T).toUnicodeString().equals(name)) {
                return field;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static PdfDictionary appearance(PdfDocument document, String content) {
        PdfDictionary font = new PdfDictionary();
        font.put(PdfName.Type, PdfName.Font);
        font.put(PdfName.Subtype, PdfName.Type1);
        font.put(PdfName.BaseFont, new PdfName("Times-Roman"));
        PdfDictionary fonts = new PdfDictionary();
        fonts.put(new PdfName("F"), font);
        PdfDictionary resources = new PdfDictionary();
        resources.put(PdfName.Font, fonts);
        PdfStream form = new PdfStream(content.getBytes(StandardCharsets.US_ASCII));
        form.put(PdfName.Type, PdfName.XObject);
        form.put(PdfName.Subtype, PdfName.Form);
        form.put(PdfName.BBox, new PdfArray(new int[] {0, 0, 100, 20}));
        form.put(PdfName.Resources, resources);
        form.makeIndirect(document);
        PdfDictionary appearances = new PdfDictionary();
        appearances.put(PdfName.N, form);
        return appearances;
    }

    private static ValidationReport judge(Path file) throws Exception {
        return new SignatureValidator().validate(file, world.offline());
    }

    private static void isModified(Consumer<PdfDocument> change) throws Exception {
        ValidationReport report = judge(Tamper.update(signed, folder.resolve("changed.pdf"), change));
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(SubIndication.MODIFIED_AFTER_SIGNING);
        assertThat(report.signatures().get(0).changesAfter())
                .anyMatch(c -> c.kind() == Change.Kind.FIELD_CHANGED && !c.allowed());
    }

    @Test
    void aPictureInAnEmptySignatureFieldIsNoSignature() throws Exception {
        isModified(document -> {
            PdfDictionary field = field(document, "Prepared");
            field.put(PdfName.AP, appearance(document, "0 0 100 20 re f"));
            field.setModified();
        });
    }

    @Test
    void aValueThatIsNoSignatureIsFound() throws Exception {
        isModified(document -> {
            PdfDictionary field = field(document, "Prepared");
            PdfDictionary value = new PdfDictionary();
            value.put(PdfName.Type, PdfName.Sig);
            field.put(PdfName.V, value.makeIndirect(document));
            field.setModified();
        });
    }

    @Test
    void aPictureInANumberFieldWithoutValueIsFound() throws Exception {
        isModified(document -> {
            PdfDictionary number = field(document, NumberAndDate.NUMBER_FIELD);
            number.put(PdfName.AP, appearance(document, "BT /F 12 Tf 2 5 Td (99) Tj ET"));
            number.put(PdfName.Ff, new PdfNumber(1));
            number.setModified();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "05, BT /F 12 Tf 2 5 Td (99) Tj ET",
        "05, BT /F 12 Tf 2 5 Td (05) Tj ET 0 0 100 20 re f",
        "05, BT /F 12 Tf 2 5 Td (05) Tj ET /X Do",
        "05, BT 3 Tr /F 12 Tf 2 5 Td (05) Tj ET",
        "05, /G gs BT /F 12 Tf 2 5 Td (05) Tj ET",
        "05, BT /F 12 Tf 2 5 Td (05 and more) Tj ET",
        "05, BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
        "05, ''",
        "more words, BT /F 12 Tf 2 5 Td (more words) Tj ET"
    })
    void aNumberFieldShowsItsNumberAndNothingElse(String value, String content) throws Exception {
        isModified(document -> {
            PdfDictionary number = field(document, NumberAndDate.NUMBER_FIELD);
            number.put(PdfName.V, new PdfString(value));
            number.put(PdfName.AP, appearance(document, content));
            number.setModified();
        });
    }

    @Test
    void aNumberThatIsFilledAndHiddenIsFound() throws Exception {
        isModified(document -> {
            PdfDictionary number = field(document, NumberAndDate.NUMBER_FIELD);
            number.put(PdfName.V, new PdfString("05"));
            number.put(PdfName.AP, appearance(document, "BT /F 12 Tf 2 5 Td (05) Tj ET"));
            number.put(PdfName.F, new PdfNumber(2));
            number.setModified();
        });
    }

    @Test
    void aDateThatIsNoneIsFound() throws Exception {
        isModified(document -> {
            PdfDictionary date = field(document, NumberAndDate.DATE_FIELD);
            date.put(PdfName.V, new PdfString("05"));
            date.put(PdfName.AP, appearance(document, "BT /F 12 Tf 2 5 Td (05) Tj ET"));
            date.setModified();
        });
    }

    @Test
    void anotherToolMayFillTheNumberToo() throws Exception {
        ValidationReport report = judge(Tamper.update(signed, folder.resolve("other.pdf"), document -> {
            PdfDictionary number = field(document, NumberAndDate.NUMBER_FIELD);
            number.put(PdfName.V, new PdfString("05"));
            number.put(PdfName.AP, appearance(document, "/Tx BMC q BT /F 12 Tf 0 g 2 5 Td (05) Tj ET Q EMC"));
            number.setModified();
        }));
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void oursPass() throws Exception {
        Path numbered = folder.resolve("numbered.pdf");
        NumberAndDate.of(128, LocalDate.of(2026, 3, 29)).fill(signed, numbered);
        ValidationReport report = judge(numbered);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(0).changesAfter())
                .filteredOn(c -> c.kind() == Change.Kind.NUMBER_FILLED)
                .hasSize(2);
    }
}
