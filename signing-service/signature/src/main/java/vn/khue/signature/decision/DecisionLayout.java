package vn.khue.signature.decision;

import com.itextpdf.io.source.ByteArrayOutputStream;
import com.itextpdf.kernel.font.PdfFont;
import com.itextpdf.kernel.geom.PageSize;
import com.itextpdf.kernel.geom.Rectangle;
import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfPage;
import com.itextpdf.kernel.pdf.PdfString;
import com.itextpdf.kernel.pdf.PdfVersion;
import com.itextpdf.kernel.pdf.PdfWriter;
import com.itextpdf.kernel.pdf.WriterProperties;
import com.itextpdf.kernel.pdf.canvas.PdfCanvas;
import com.itextpdf.kernel.pdf.xobject.PdfFormXObject;
import com.itextpdf.layout.Document;
import com.itextpdf.layout.borders.Border;
import com.itextpdf.layout.element.Cell;
import com.itextpdf.layout.element.Div;
import com.itextpdf.layout.element.Paragraph;
import com.itextpdf.layout.element.Table;
import com.itextpdf.layout.element.Text;
import com.itextpdf.layout.properties.TextAlignment;
import com.itextpdf.layout.properties.UnitValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.draft.WholeFile;
import vn.khue.signature.pades.NumberAndDate;

/**
 * Lays a decision out by Nghị định 30/2020/NĐ-CP, PL I (research/law.md R1.28-R1.30): A4, margins 20/20/30/20 mm, a font with
 * the metrics of Times New Roman embedded, page numbers from page 2, and form fields {@code SoVB} and {@code NgayBH} where the
 * number and the date go later. Stateless.
 */
public final class DecisionLayout {

    private static final float MM = 72 / 25.4f;
    private static final float TOP = 20 * MM;
    private static final float BOTTOM = 20 * MM;
    private static final float LEFT = 30 * MM;
    private static final float RIGHT = 20 * MM;
    private static final float INDENT = 10 * MM;
    private static final float SIZE = 14;
    private static final float ROOM_FOR_SIGNATURE = 30 * MM;

    /**
     * @param decision words
     * @param target is written whole or not at all
     * @throws SignatureFailure UNREADABLE_PDF where the target cannot be written
     */
    public void write(Decision decision, Path target) throws SignatureFailure {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PdfDocument pdf =
                new PdfDocument(new PdfWriter(out, new WriterProperties().setPdfVersion(PdfVersion.PDF_1_7)))) {
            pdf.getCatalog().setLang(new PdfString("vi-VN"));
            pdf.getDocumentInfo().setTitle(decision.subject());
            lay(pdf, decision);
        }
        try {
            WholeFile.write(target, file -> file.write(out.toByteArray()));
        } catch (IOException e) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.UNREADABLE_PDF,
                    "expected to write the decision, found an error of the disk; check space and rights",
                    e);
        }
    }

    private static void lay(PdfDocument pdf, Decision decision) {
        Fonts fonts = Fonts.forOneDocument();
        PdfPage first = pdf.addNewPage(PageSize.A4);
        float width = PageSize.A4.getWidth() - LEFT - RIGHT;
        float top = PageSize.A4.getHeight() - TOP;
        DecisionHeader.Places places = new DecisionHeader(
                        new PdfCanvas(first), fonts, new DecisionHeader.Page(LEFT, width, top))
                .draw(decision);
        addFields(pdf, first, places);
        Document document = new Document(pdf, PageSize.A4, false);
        document.setMargins(TOP, RIGHT, BOTTOM, LEFT);
        document.setFont(fonts.regular()).setFontSize(SIZE);
        document.add(new Div().setHeight(top - places.bottom()));
        body(document, decision, fonts);
        document.add(signatureBlock(decision, fonts));
        numberPages(pdf, fonts.regular());
        document.close();
    }

    private static void body(Document document, Decision decision, Fonts fonts) {
        document.add(centred("QUYẾT ĐỊNH", fonts.bold()).setMarginTop(6));
        document.add(
                centred(decision.subject(), fonts.bold()).setMarginLeft(INDENT).setMarginRight(INDENT));
        document.add(centred("―――――", fonts.regular()).setFontSize(8));
        document.add(centred(decision.authority().toUpperCase(Locale.ROOT), fonts.bold())
                .setMarginTop(10));
        for (String ground : decision.grounds()) {
            document.add(paragraph(ground, fonts.italic()));
        }
        document.add(centred("QUYẾT ĐỊNH:", fonts.bold()).setMarginTop(8).setKeepWithNext(true));
        int number = 1;
        for (String article : decision.articles()) {
            document.add(paragraph("", fonts.regular())
                    .add(new Text("Điều " + number++ + ". ").setFont(fonts.bold()))
                    .add(new Text(article)));
        }
    }

    private static Paragraph centred(String text, PdfFont font) {
        return new Paragraph(text)
                .setFont(font)
                .setTextAlignment(TextAlignment.CENTER)
                .setMargin(0);
    }

    private static Paragraph paragraph(String text, PdfFont font) {
        return new Paragraph(text)
                .setFont(font)
                .setTextAlignment(TextAlignment.JUSTIFIED)
                .setFirstLineIndent(INDENT)
                .setMarginTop(0)
                .setMarginBottom(6)
                .setMultipliedLeading(1.15f);
    }

    private static Table signatureBlock(Decision decision, Fonts fonts) {
        Cell recipients = plainCell();
        recipients.add(small("Nơi nhận:", fonts.boldItalic(), 12));
        List<String> lines = decision.recipients();
        for (int i = 0; i < lines.size(); i++) {
            String end = i + 1 == lines.size() ? "." : ";";
            recipients.add(small("- " + lines.get(i) + end, fonts.regular(), 11));
        }
        Cell signature = plainCell();
        for (String line : decision.titleLines()) {
            signature.add(centred(line.toUpperCase(Locale.ROOT), fonts.bold()));
        }
        signature.add(new Div().setHeight(ROOM_FOR_SIGNATURE));
        signature.add(centred(decision.signer(), fonts.bold()));
        return new Table(UnitValue.createPercentArray(new float[] {50, 50}))
                .useAllAvailableWidth()
                .addCell(recipients)
                .addCell(signature)
                .setMarginTop(12)
                .setKeepTogether(true);
    }

    private static Cell plainCell() {
        return new Cell().setBorder(Border.NO_BORDER).setPadding(0);
    }

    private static Paragraph small(String text, PdfFont font, float size) {
        return new Paragraph(text).setFont(font).setFontSize(size).setMargin(0);
    }

    /** Arabic, 13, centred in the upper margin, not on the first page (R1.28). */
    private static void numberPages(PdfDocument pdf, PdfFont font) {
        for (int i = 2; i <= pdf.getNumberOfPages(); i++) {
            String number = Integer.toString(i);
            new PdfCanvas(pdf.getPage(i))
                    .beginText()
                    .setFontAndSize(font, 13)
                    .moveText(
                            (PageSize.A4.getWidth() - font.getWidth(number, 13)) / 2,
                            PageSize.A4.getHeight() - TOP * 0.65)
                    .showText(number)
                    .endText();
        }
    }

    private static void addFields(PdfDocument pdf, PdfPage page, DecisionHeader.Places places) {
        PdfArray fields = new PdfArray();
        fields.add(field(pdf, page, NumberAndDate.NUMBER_FIELD, "Số văn bản", places.number(), 1));
        fields.add(field(pdf, page, NumberAndDate.DATE_FIELD, "Ngày ban hành", places.date(), 0));
        PdfDictionary font = new PdfDictionary();
        font.put(PdfName.Type, PdfName.Font);
        font.put(PdfName.Subtype, PdfName.Type1);
        font.put(PdfName.BaseFont, new PdfName("Times-Roman"));
        PdfDictionary named = new PdfDictionary();
        named.put(new PdfName("TiRo"), font);
        PdfDictionary resources = new PdfDictionary();
        resources.put(PdfName.Font, named);
        PdfDictionary form = new PdfDictionary();
        form.put(PdfName.Fields, fields);
        form.put(PdfName.DR, resources);
        form.makeIndirect(pdf);
        pdf.getCatalog().put(PdfName.AcroForm, form);
    }

    private static PdfDictionary field(
            PdfDocument pdf, PdfPage page, String name, String hint, Rectangle place, int quadding) {
        PdfDictionary field = new PdfDictionary();
        field.put(PdfName.Type, PdfName.Annot);
        field.put(PdfName.Subtype, PdfName.Widget);
        field.put(PdfName.FT, PdfName.Tx);
        field.put(PdfName.T, new PdfString(name));
        field.put(PdfName.TU, new PdfString(hint, "UnicodeBig"));
        field.put(PdfName.F, new PdfNumber(4));
        field.put(PdfName.Q, new PdfNumber(quadding));
        field.put(PdfName.DA, new PdfString("/TiRo 13 Tf 0 g"));
        field.put(PdfName.Rect, new PdfArray(place));
        field.put(PdfName.P, page.getPdfObject().getIndirectReference());
        PdfDictionary appearances = new PdfDictionary();
        appearances.put(
                PdfName.N,
                new PdfFormXObject(new Rectangle(place.getWidth(), place.getHeight()))
                        .getPdfObject()
                        .makeIndirect(pdf));
        field.put(PdfName.AP, appearances);
        field.makeIndirect(pdf);
        PdfArray annotations = page.getPdfObject().getAsArray(PdfName.Annots);
        if (annotations == null) {
            annotations = new PdfArray();
            page.getPdfObject().put(PdfName.Annots, annotations);
        }
        annotations.add(field);
        return field;
    }
}
