package vn.khue.signature.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.itextpdf.kernel.font.PdfFont;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.signature.SampleDecision;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.pades.NumberAndDate;
import vn.khue.signature.preview.PageRenderer;

/** Layout by Nghị định 30 (R1.28-R1.30; T1-T4). */
class DecisionTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-05, ngày 05 tháng 01 năm 2026",
        "2026-02-28, ngày 28 tháng 02 năm 2026",
        "2026-06-29, ngày 29 tháng 6 năm 2026",
        "2026-03-09, ngày 09 tháng 3 năm 2026"
    })
    void daysAreWrittenAsTheDecreeSays(LocalDate day, String words) {
        assertThat(DecisionDate.inWords(day)).isEqualTo(words);
    }

    @Test
    void everyVietnameseLetterHasAGlyphInEveryStyle() {
        String letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐEÊOÔƠUƯ0123456789;:,.-/()“”–₫"
                + "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
                + "ÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ";
        for (PdfFont font :
                List.of(SerifFonts.regular(), SerifFonts.bold(), SerifFonts.italic(), SerifFonts.boldItalic())) {
            letters.codePoints()
                    .forEach(c ->
                            assertThat(font.containsGlyph(c)).as("U+%04X", c).isTrue());
        }
    }

    @Test
    void isAnA4PageWithEmbeddedFontsAndTheTwoFields(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("decision.pdf");
        new DecisionLayout().write(SampleDecision.ofDeputy(), file);
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isCloseTo(595f, within(1f));
            assertThat(document.getPage(0).getMediaBox().getHeight()).isCloseTo(842f, within(1f));
            for (var name : document.getPage(0).getResources().getFontNames()) {
                PDFont font = document.getPage(0).getResources().getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                assertThat(font.getName()).contains("LiberationSerif");
            }
            List<String> fields = new ArrayList<>();
            document.getDocumentCatalog().getAcroForm().getFields().forEach(f -> fields.add(f.getFullyQualifiedName()));
            assertThat(fields).containsExactly(NumberAndDate.NUMBER_FIELD, NumberAndDate.DATE_FIELD);
        }
        assertThat(new PageRenderer().text(file, 1))
                .contains(
                        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                        "Độc lập - Tự do - Hạnh phúc",
                        "/QĐ-THTTCC",
                        "KT. HIỆU TRƯỞNG",
                        "Điều 3.");
    }

    @Test
    void aNumberIsFilledOnceAndThenLocked(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("decision.pdf");
        Path filled = folder.resolve("filled.pdf");
        new DecisionLayout().write(SampleDecision.ofDeputy(), file);
        assertThat(NumberAndDate.of(5, LocalDate.of(2026, 1, 5)).fill(file, filled))
                .isEqualTo(2);
        try (PDDocument document = Loader.loadPDF(filled.toFile())) {
            var form = document.getDocumentCatalog().getAcroForm();
            assertThat(form.getField(NumberAndDate.NUMBER_FIELD).getValueAsString())
                    .isEqualTo("05");
            assertThat(form.getField(NumberAndDate.DATE_FIELD).getValueAsString())
                    .isEqualTo("ngày 05 tháng 01 năm 2026");
            assertThat(form.getField(NumberAndDate.NUMBER_FIELD).isReadOnly()).isTrue();
            assertThat(form.getField(NumberAndDate.DATE_FIELD).isReadOnly()).isTrue();
        }
        assertThatThrownBy(
                        () -> NumberAndDate.of(6, LocalDate.of(2026, 1, 6)).fill(filled, folder.resolve("again.pdf")))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.FIELD_NOT_FILLABLE));
        assertThat(folder.resolve("again.pdf")).doesNotExist();
    }
}
