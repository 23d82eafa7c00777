package vn.khue.signature.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.itextpdf.kernel.pdf.EncryptionConstants;
import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfStream;
import com.itextpdf.kernel.pdf.PdfString;
import com.itextpdf.kernel.pdf.PdfWriter;
import com.itextpdf.kernel.pdf.WriterProperties;
import com.itextpdf.kernel.pdf.action.PdfAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.Tamper;

/** What may not be signed is refused by a named rule before anything else opens it, in bounded time. */
class PdfIntakeTest {

    @TempDir
    private Path folder;

    private void refused(IntakeRule rule, Path file) {
        IntakeResult result = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> new PdfIntake().inspect(file));
        assertThat(result)
                .isInstanceOfSatisfying(
                        IntakeResult.Refused.class,
                        r -> assertThat(r.rule()).as(r.detail()).isEqualTo(rule));
    }

    private Path with(String name, Consumer<PdfDocument> change) throws Exception {
        Path file = folder.resolve(name + ".pdf");
        try (PdfDocument document = new PdfDocument(new PdfWriter(file.toString()))) {
            document.addNewPage();
            change.accept(document);
        }
        return file;
    }

    private Path plain() throws Exception {
        Path file = folder.resolve("plain.pdf");
        SamplePdf.CLASSIC_1_4.write(file);
        return file;
    }

    @Test
    void emptyOtherAndHugeFiles() throws Exception {
        refused(IntakeRule.EMPTY, Files.createFile(folder.resolve("empty.pdf")));
        refused(IntakeRule.NOT_PDF, Files.writeString(folder.resolve("text.pdf"), "Kính gửi: các trường"));
        refused(IntakeRule.NOT_PDF, Files.writeString(folder.resolve("html.pdf"), "<html>%PDF-1.7"));
        IntakeLimits small = new IntakeLimits(100, 10, 100, 10, 1000, 1000, 10);
        assertThat(new PdfIntake(small).inspect(plain()))
                .isInstanceOfSatisfying(
                        IntakeResult.Refused.class, r -> assertThat(r.rule()).isEqualTo(IntakeRule.TOO_LARGE));
    }

    @Test
    void everyTruncationIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(plain());
        for (int length = 1; length < whole.length - 6; length += 37) {
            Path file = Files.write(folder.resolve("cut.pdf"), Arrays.copyOf(whole, length));
            assertThat(new PdfIntake().inspect(file)).as("cut at %d", length).isInstanceOf(IntakeResult.Refused.class);
        }
    }

    @Test
    void anyByteDamagedEndsInAnAnswer() throws Exception {
        byte[] whole = Files.readAllBytes(plain());
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int at = 0; at < whole.length; at++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 0x15;
                new PdfIntake().inspect(Files.write(folder.resolve("damaged.pdf"), damaged));
            }
        });
    }

    @Test
    void encryptedFiles() throws Exception {
        Path file = folder.resolve("encrypted.pdf");
        WriterProperties properties = new WriterProperties()
                .setStandardEncryption(
                        null,
                        "owner".getBytes(StandardCharsets.US_ASCII),
                        EncryptionConstants.ALLOW_PRINTING,
                        EncryptionConstants.ENCRYPTION_AES_256);
        try (PdfDocument document = new PdfDocument(new PdfWriter(file.toString(), properties))) {
            document.addNewPage();
        }
        refused(IntakeRule.ENCRYPTED, file);
    }

    @Test
    void contentThatActs() throws Exception {
        refused(
                IntakeRule.JAVASCRIPT,
                with("js", d -> d.getCatalog().setOpenAction(PdfAction.createJavaScript("app.alert(1)"))));
        refused(IntakeRule.LAUNCH_ACTION, with("launch", d -> {
            PdfDictionary action = new PdfDictionary();
            action.put(PdfName.S, PdfName.Launch);
            PdfDictionary link = new PdfDictionary();
            link.put(PdfName.Subtype, PdfName.Link);
            link.put(PdfName.A, action);
            d.getFirstPage().getPdfObject().put(PdfName.Annots, new PdfArray(link.makeIndirect(d)));
        }));
        refused(
                IntakeRule.OPEN_ACTION,
                with("open", d -> d.getCatalog().setOpenAction(PdfAction.createURI("https://example.org"))));
        refused(IntakeRule.XFA, with("xfa", d -> {
            PdfDictionary form = new PdfDictionary();
            form.put(PdfName.Fields, new PdfArray());
            form.put(PdfName.XFA, new PdfString("<xdp/>"));
            d.getCatalog().put(PdfName.AcroForm, form);
        }));
        refused(IntakeRule.EXTERNAL_STREAM, with("external", d -> {
            PdfStream stream = new PdfStream(new byte[] {1});
            stream.put(PdfName.F, new PdfString("http://example.org/x"));
            d.getFirstPage().getPdfObject().put(PdfName.Contents, stream.makeIndirect(d));
        }));
    }

    @Test
    void aGoToOnOpeningIsFine() throws Exception {
        Path file = with(
                "goto",
                d -> d.getCatalog()
                        .setOpenAction(PdfAction.createGoTo(
                                com.itextpdf.kernel.pdf.navigation.PdfExplicitDestination.createFit(
                                        d.getFirstPage()))));
        assertThat(new PdfIntake().inspect(file)).isInstanceOf(IntakeResult.Accepted.class);
    }

    private void accepted(byte[] pdf) throws Exception {
        assertThat(new PdfIntake().inspect(Files.write(folder.resolve("accepted.pdf"), pdf)))
                .isInstanceOf(IntakeResult.Accepted.class);
    }

    private static byte[] withCatalog(String entries) {
        return SamplePdf.classic(
                "1.7",
                "",
                "<< /Type /Catalog /Pages 2 0 R " + entries + " >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>");
    }

    @Test
    void actionsThatOnlyTurnPages() throws Exception {
        accepted(withCatalog("/OpenAction << /S /Named /N /FirstPage >> /AA << >>"));
        accepted(withCatalog("/AA << /WP << /S /Named /N /LastPage >> >>"));
        refused(
                IntakeRule.OPEN_ACTION,
                Files.write(folder.resolve("aa.pdf"), withCatalog("/AA << /WC << /S /ResetForm >> >>")));
        refused(
                IntakeRule.OPEN_ACTION,
                Files.write(
                        folder.resolve("next.pdf"),
                        withCatalog("/OpenAction << /S /Named /N /FirstPage /Next << /S /URI /URI (x:) >> >>")));
    }

    @Test
    void aBlankScanPacksWellAndIsNoBomb() throws Exception {
        Path file = with("blank", d -> {
            PdfStream image = new PdfStream(new byte[35 << 20], 9);
            image.put(PdfName.Subtype, PdfName.Image);
            image.put(PdfName.Width, new PdfNumber(4960));
            image.put(PdfName.Height, new PdfNumber(7016));
            d.getFirstPage().getPdfObject().put(new PdfName("X"), image.makeIndirect(d));
        });
        assertThat(new PdfIntake().inspect(file)).isInstanceOf(IntakeResult.Accepted.class);
    }

    @Test
    void whiteSpaceBeforeTheTableIsReadOver() throws Exception {
        String pdf = new String(withCatalog(""), StandardCharsets.ISO_8859_1);
        int xref = pdf.lastIndexOf("\nxref") + 1;
        accepted(pdf.replace("startxref\n" + xref, "startxref\n" + (xref - 1)).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatCannotBeAppendedTo() throws Exception {
        String pdf = new String(withCatalog(""), StandardCharsets.ISO_8859_1);
        String atZero = pdf.replaceFirst("\n0 4\n", "\n0 5\n")
                .replaceFirst("trailer", "0000000000 00000 n \ntrailer")
                .replace("/Size 4", "/Size 5");
        refused(IntakeRule.BROKEN_STRUCTURE, Tamper.write(folder.resolve("zero.pdf"), atZero));
        int table = pdf.lastIndexOf("\nxref") + 1;
        String stream = "4 0 obj\n<< /Type /XRef /Size 5 /W [1 2 1] /Index [4 1] /Root 1 0 R /Prev " + table
                + " /Length 4 >>\nstream\n\u0001" + (char) (pdf.length() >> 8) + (char) (pdf.length() & 255)
                + "\u0000\nendstream\nendobj\nstartxref\n" + pdf.length() + "\n%%EOF\n";
        refused(IntakeRule.BROKEN_STRUCTURE, Tamper.write(folder.resolve("mixed.pdf"), pdf + stream));
        refused(IntakeRule.NOT_PDF, Tamper.write(folder.resolve("version.pdf"), pdf.replace("%PDF-1.7", "%PDF-1.8")));
    }

    @Test
    void bombs() throws Exception {
        refused(
                IntakeRule.INFLATION,
                with(
                        "bomb",
                        d -> d.getFirstPage()
                                .getPdfObject()
                                .put(PdfName.Contents, new PdfStream(new byte[260 << 20], 9).makeIndirect(d))));
        refused(IntakeRule.INFLATION, with("image", d -> {
            PdfStream image = new PdfStream(new byte[] {0});
            image.put(PdfName.Subtype, PdfName.Image);
            image.put(PdfName.Width, new PdfNumber(100_000));
            image.put(PdfName.Height, new PdfNumber(100_000));
            d.getFirstPage().getPdfObject().put(new PdfName("X"), image.makeIndirect(d));
        }));
    }

    @Test
    void loopsAndWrongCountsInThePageTree() throws Exception {
        Path hybrid = folder.resolve("hybrid.pdf");
        SamplePdf.HYBRID.write(hybrid);
        refused(
                IntakeRule.TREE_LOOP,
                Tamper.replace(hybrid, folder.resolve("loop.pdf"), "/Kids [3 0 R]", "/Kids [2 0 R]"));
        refused(
                IntakeRule.BROKEN_STRUCTURE,
                Tamper.replace(hybrid, folder.resolve("count.pdf"), "/Count 1", "/Count 7"));
    }

    @Test
    void tooManyPages() throws Exception {
        Path file = folder.resolve("many.pdf");
        SamplePdf.FIVE_HUNDRED_PAGES.write(file);
        IntakeLimits few = new IntakeLimits(50 << 20, 499, 500_000, 64, 200 << 20, 600 << 20, 400);
        assertThat(new PdfIntake(few).inspect(file))
                .isInstanceOfSatisfying(
                        IntakeResult.Refused.class, r -> assertThat(r.rule()).isEqualTo(IntakeRule.TOO_MANY_PAGES));
    }

    @Test
    void deepNestingDoesNotOverflow() throws Exception {
        Path deep = with("deep", d -> {
            PdfArray inner = new PdfArray();
            for (int i = 0; i < 1000; i++) {
                inner = new PdfArray(List.of(inner));
            }
            d.getFirstPage().getPdfObject().put(new PdfName("X"), inner);
        });
        refused(IntakeRule.TREE_LOOP, deep);
    }

    @Test
    void everyRuleSaysWhatToDoInBothLanguages() {
        for (IntakeRule rule : IntakeRule.values()) {
            assertThat(rule.message(Locale.forLanguageTag("vi"))).contains("Hãy");
            assertThat(rule.message(Locale.ENGLISH)).doesNotContain("Hãy").contains(". ");
        }
        assertThat(ResourceBundle.getBundle("vn.khue.signature.intake.intake", Locale.ENGLISH)
                        .keySet())
                .hasSize(IntakeRule.values().length);
    }
}
