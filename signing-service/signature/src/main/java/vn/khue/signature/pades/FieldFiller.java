package vn.khue.signature.pades;

import com.itextpdf.kernel.exceptions.PdfException;
import com.itextpdf.kernel.font.PdfFont;
import com.itextpdf.kernel.geom.Rectangle;
import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfStream;
import com.itextpdf.kernel.pdf.PdfString;
import com.itextpdf.kernel.pdf.canvas.PdfCanvas;
import com.itextpdf.kernel.pdf.xobject.PdfFormXObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.decision.DecisionDate;
import vn.khue.signature.decision.SerifFonts;
import vn.khue.signature.draft.Drafts;

/** Fills text fields as an incremental update and makes them read-only, so that a later change of them is seen. */
final class FieldFiller {

    private static final int READ_ONLY = 1;
    private static final float DEFAULT_SIZE = 13;

    private FieldFiller() {}

    static int fill(Path source, Path target, NumberAndDate values) throws SignatureFailure {
        try {
            return fill(source, target, Drafts.beside(target), values);
        } catch (IOException e) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.UNREADABLE_PDF,
                    "expected to read the source and to write beside the target, found an error of the disk",
                    e);
        }
    }

    private static int fill(Path source, Path target, Path draft, NumberAndDate values)
            throws SignatureFailure, IOException {
        try {
            int filled = write(source, draft, values);
            if (filled == 0) {
                Files.copy(source, draft, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return filled;
        } finally {
            Drafts.delete(draft);
        }
    }

    private static int write(Path source, Path draft, NumberAndDate values) throws SignatureFailure, IOException {
        try (PdfDocument document = Itext.append(source, draft)) {
            Map<String, PdfDictionary> fields = fields(document);
            int filled = 0;
            if (fields.containsKey(NumberAndDate.NUMBER_FIELD)) {
                fill(
                        document,
                        fields.get(NumberAndDate.NUMBER_FIELD),
                        NumberAndDate.NUMBER_FIELD,
                        values.number(),
                        false);
                filled++;
            }
            if (fields.containsKey(NumberAndDate.DATE_FIELD)) {
                String date = DecisionDate.inWords(values.date());
                fill(document, fields.get(NumberAndDate.DATE_FIELD), NumberAndDate.DATE_FIELD, date, true);
                filled++;
            }
            return filled;
        } catch (PdfException | com.itextpdf.io.exceptions.IOException e) {
            throw Itext.unreadable(e);
        }
    }

    /** Fields at the top of the form, which is where the two are; a field that is deeper has another full name. */
    private static Map<String, PdfDictionary> fields(PdfDocument document) {
        Map<String, PdfDictionary> found = new LinkedHashMap<>();
        PdfDictionary form = document.getCatalog().getPdfObject().getAsDictionary(PdfName.AcroForm);
        PdfArray fields = form == null ? null : form.getAsArray(PdfName.Fields);
        for (int i = 0; fields != null && i < fields.size(); i++) {
            PdfDictionary field = fields.getAsDictionary(i);
            PdfString name = field == null ? null : field.getAsString(PdfName.T);
            if (name != null) {
                found.putIfAbsent(name.toUnicodeString(), field);
            }
        }
        return found;
    }

    private static void fill(PdfDocument document, PdfDictionary field, String name, String text, boolean italic)
            throws SignatureFailure, IOException {
        PdfString old = field.getAsString(PdfName.V);
        PdfNumber flags = field.getAsNumber(PdfName.Ff);
        int bits = flags == null ? 0 : flags.intValue();
        boolean filled = old != null && !old.getValue().isEmpty();
        PdfArray box = field.getAsArray(PdfName.Rect);
        boolean fillable = PdfName.Tx.equals(field.getAsName(PdfName.FT))
                && box != null
                && !field.containsKey(PdfName.Kids)
                && field.getIndirectReference() != null;
        if (filled || (bits & READ_ONLY) != 0 || !fillable) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.FIELD_NOT_FILLABLE,
                    "expected an empty text field " + name + " with one widget, found one that is "
                            + (filled ? "filled" : fillable ? "read-only" : "of another kind")
                            + "; a number is given once, so issue a new document instead");
        }
        Rectangle rectangle = box.toRectangle();
        PdfDictionary appearances = new PdfDictionary();
        appearances.put(PdfName.N, appearance(document, field, rectangle, text, italic));
        field.put(PdfName.AP, appearances);
        field.put(PdfName.V, new PdfString(text, "UnicodeBig"));
        field.put(PdfName.Ff, new PdfNumber(bits | READ_ONLY));
        field.setModified();
    }

    private static PdfStream appearance(
            PdfDocument document, PdfDictionary field, Rectangle rectangle, String text, boolean italic)
            throws IOException {
        PdfFormXObject form = new PdfFormXObject(new Rectangle(rectangle.getWidth(), rectangle.getHeight()));
        PdfFont font = italic ? SerifFonts.italic() : SerifFonts.regular();
        float size = Math.min(size(field), rectangle.getHeight() * 0.9f);
        float width = font.getWidth(text, size);
        if (width > rectangle.getWidth()) {
            size = size * rectangle.getWidth() / width;
            width = rectangle.getWidth();
        }
        PdfNumber align = field.getAsNumber(PdfName.Q);
        int quadding = align == null ? 0 : align.intValue();
        float x = quadding == 1 ? (rectangle.getWidth() - width) / 2 : quadding == 2 ? rectangle.getWidth() - width : 0;
        PdfCanvas canvas = new PdfCanvas(form, document);
        canvas.beginMarkedContent(new PdfName("Tx"))
                .saveState()
                .beginText()
                .setFontAndSize(font, size)
                .moveText(x, baseline(rectangle.getHeight(), size))
                .showText(text)
                .endText()
                .restoreState()
                .endMarkedContent();
        return form.getPdfObject();
    }

    /** The descenders of a line of this size stand on the lower edge, where the words around it have their baseline. */
    private static float baseline(float height, float size) {
        return Math.max(0, (height - size) / 2 + size * 0.22f);
    }

    private static float size(PdfDictionary field) {
        PdfString da = field.getAsString(PdfName.DA);
        if (da != null) {
            String[] parts = da.toUnicodeString().trim().split("\\s+");
            for (int i = 1; i < parts.length; i++) {
                if (parts[i].equals("Tf") && parts[i - 1].matches("[0-9]{1,2}(\\.[0-9]+)?")) {
                    float size = Float.parseFloat(parts[i - 1]);
                    return size > 0 ? size : DEFAULT_SIZE;
                }
            }
        }
        return DEFAULT_SIZE;
    }
}
