package vn.khue.signature.report;

import com.itextpdf.kernel.colors.Color;
import com.itextpdf.kernel.colors.DeviceRgb;
import com.itextpdf.kernel.font.PdfFont;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.canvas.CanvasArtifact;
import com.itextpdf.kernel.pdf.canvas.PdfCanvas;
import com.itextpdf.kernel.pdf.tagging.StandardRoles;
import com.itextpdf.layout.Document;
import com.itextpdf.layout.borders.Border;
import com.itextpdf.layout.borders.SolidBorder;
import com.itextpdf.layout.element.Cell;
import com.itextpdf.layout.element.Div;
import com.itextpdf.layout.element.List;
import com.itextpdf.layout.element.ListItem;
import com.itextpdf.layout.element.Paragraph;
import com.itextpdf.layout.element.Table;
import com.itextpdf.layout.properties.TextAlignment;
import com.itextpdf.layout.properties.UnitValue;
import java.util.Locale;
import vn.khue.signature.decision.SerifFonts;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.ReportText;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.ValidationReport;

/** The pages of one report. Not thread-safe: fonts and pages belong to one document. */
final class ReportPages {

    /** More signatures than any document of a school has; the rest is counted, not shown. */
    static final int MOST_SIGNATURES = 50;

    /** The same for what did not hold. */
    static final int MOST_PROBLEMS = 100;

    private static final Color OK = new DeviceRgb(0x0f, 0x6b, 0x3c);
    private static final Color BAD = new DeviceRgb(0xa8, 0x1e, 0x1e);
    private static final Color WARN = new DeviceRgb(0x8a, 0x5a, 0x00);
    private static final Color DIM = new DeviceRgb(0x4a, 0x4f, 0x57);
    private static final Color RULE = new DeviceRgb(0xc8, 0xcc, 0xd2);
    private static final float SIZE = 12;
    private static final float SMALL = 10;

    private final Document document;
    private final ReportText words;
    private final Wording labels;
    private final PdfFont regular = SerifFonts.regular();
    private final PdfFont bold = SerifFonts.bold();
    private final ShownText shown = new ShownText(regular);

    /** The texts that stand in the PDF form only. */
    @FunctionalInterface
    interface Wording {
        String text(String key, Object... arguments);
    }

    ReportPages(Document document, ReportText words, Wording labels) {
        this.document = document;
        this.words = words;
        this.labels = labels;
    }

    void lay(ValidationReport report, ReportPdf.Seal seal) {
        document.setFont(regular).setFontSize(SIZE);
        document.add(role(paragraph(labels.text("title"), bold, 17), StandardRoles.H1)
                .setTextAlignment(TextAlignment.CENTER)
                .setMarginBottom(12));
        document.add(verdict(report));
        document.add(file(report));
        // On the first page: whoever reads no further has to know.
        switch (seal) {
            case NOT_SPOKEN_OF -> {}
            case SEALED -> document.add(sealed("seal.sealed").setFontColor(DIM));
            case KEY_AWAY -> document.add(sealed("seal.away").setFontColor(WARN));
        }
        problems(report);
        int number = 1;
        for (SignatureReport signature :
                report.signatures().stream().limit(MOST_SIGNATURES).toList()) {
            document.add(signature(signature, number++));
        }
        more(report.signatures().size() - MOST_SIGNATURES);
        document.add(
                paragraph(labels.text("note"), regular, SMALL).setFontColor(DIM).setMarginTop(14));
        foot();
    }

    private Paragraph sealed(String key) {
        return paragraph(labels.text(key), regular, SMALL).setMarginBottom(8);
    }

    private Div verdict(ValidationReport report) {
        Color colour = colour(report.indication());
        Div box = new Div()
                .setBorder(new SolidBorder(colour, 1.2f))
                .setPadding(10)
                .setMarginBottom(12)
                .setKeepTogether(true);
        box.add(role(paragraph(words.verdict(report.indication()).toUpperCase(Locale.ROOT), bold, 16), StandardRoles.H2)
                .setFontColor(colour));
        box.add(paragraph(words.summary(report), regular, SIZE));
        if (!report.signatures().isEmpty()) {
            box.add(paragraph(words.official(report.officialDocument()), regular, SIZE)
                    .setMarginTop(4));
        }
        return box;
    }

    private Table file(ValidationReport report) {
        Table table = rows();
        row(table, labels.text("file"), report.file());
        // Smaller, so that it stands on one line and can be compared at a glance.
        table.addCell(cell(labels.text("sha256"), regular, DIM));
        table.addCell(cell(report.sha256(), regular, null).setFontSize(SMALL));
        row(table, labels.text("at"), labels.text("at.value", words.moment(report.at())));
        row(table, labels.text("count"), Integer.toString(report.signatures().size()));
        return table.setMarginBottom(10);
    }

    private void problems(ValidationReport report) {
        java.util.List<String> problems = words.problems(report);
        if (problems.isEmpty()) {
            return;
        }
        document.add(heading(labels.text("problems")));
        List list = new List().setListSymbol("– ").setSymbolIndent(4);
        for (String problem : problems.stream().limit(MOST_PROBLEMS).toList()) {
            ListItem item = new ListItem();
            item.add(paragraph(problem, regular, SIZE));
            list.add(item);
        }
        document.add(list.setMarginBottom(6));
        more(problems.size() - MOST_PROBLEMS);
    }

    private void more(int unseen) {
        if (unseen > 0) {
            document.add(paragraph(labels.text("more", unseen), regular, SMALL).setFontColor(DIM));
        }
    }

    private Div signature(SignatureReport signature, int number) {
        Div block = new Div().setKeepTogether(true).setMarginTop(8);
        block.add(heading(labels.text("signature", number, words.heading(signature))));
        Table table = rows();
        table.addCell(cell(labels.text("verdict"), bold, DIM));
        table.addCell(cell(words.verdict(signature.indication()), bold, colour(signature.indication())));
        for (ReportText.Fact fact : words.facts(signature)) {
            row(table, fact.label(), fact.value());
        }
        words.revocationKnown(signature).ifPresent(fact -> row(table, fact.label(), fact.value()));
        words.covers(signature).ifPresent(fact -> row(table, fact.label(), fact.value()));
        row(table, labels.text("level"), signature.level());
        row(table, labels.text("coverage"), labels.text("coverage." + signature.coversWholeDocument()));
        return block.add(table);
    }

    private static Table rows() {
        return new Table(UnitValue.createPercentArray(new float[] {27, 73}))
                .useAllAvailableWidth()
                .setFixedLayout()
                .setBorder(Border.NO_BORDER);
    }

    private void row(Table table, String label, String value) {
        table.addCell(cell(label, regular, DIM));
        table.addCell(cell(value, regular, null));
    }

    private Cell cell(String text, PdfFont font, Color colour) {
        Paragraph paragraph = new Paragraph(shown.of(text)).setFont(font).setMargin(0);
        if (colour != null) {
            paragraph.setFontColor(colour);
        }
        return new Cell()
                .add(paragraph)
                .setBorder(Border.NO_BORDER)
                .setBorderBottom(new SolidBorder(RULE, 0.5f))
                .setPadding(3);
    }

    private Paragraph heading(String text) {
        return role(paragraph(text, bold, 13), StandardRoles.H2).setMarginTop(6).setKeepWithNext(true);
    }

    private Paragraph paragraph(String text, PdfFont font, float size) {
        return new Paragraph(shown.of(text)).setFont(font).setFontSize(size).setMargin(0);
    }

    private static Paragraph role(Paragraph paragraph, String role) {
        paragraph.getAccessibilityProperties().setRole(role);
        return paragraph;
    }

    private void foot() {
        PdfDocument pdf = document.getPdfDocument();
        int pages = pdf.getNumberOfPages();
        for (int number = 1; number <= pages; number++) {
            String text = labels.text("page", number, pages);
            float width = pdf.getPage(number).getPageSize().getWidth();
            new PdfCanvas(pdf.getPage(number))
                    .openTag(new CanvasArtifact())
                    .beginText()
                    .setFontAndSize(regular, SMALL)
                    .moveText((width - regular.getWidth(text, SMALL)) / 2, 28)
                    .showText(text)
                    .endText()
                    .closeTag();
        }
    }

    private static Color colour(Indication indication) {
        return switch (indication) {
            case TOTAL_PASSED -> OK;
            case TOTAL_FAILED -> BAD;
            case INDETERMINATE, NOT_SIGNED -> WARN;
        };
    }
}
