package vn.khue.ecard.print;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/**
 * Writes the drawing of a page or of a form (ISO 32000-1, Annex A). PDFBox's own writer is closed to others where it serves both, and takes
 * longer than all the rest of a card.
 */
final class Operators {

    private static final HexFormat HEX = HexFormat.of();
    /** Thousandths of a PDF unit: a third of a micrometre. */
    private static final long FINE = 1000;

    private final StringBuilder out = new StringBuilder(1 << 13);
    private final PDResources resources = new PDResources();
    private final IdentityHashMap<Object, String> names = new IdentityHashMap<>();

    /** Makes it the drawing of the page. */
    void into(PDDocument document, PDPage page) throws IOException {
        page.setResources(resources);
        PDStream drawing = new PDStream(document);
        pack(drawing);
        page.setContents(drawing);
    }

    /** Makes it a form that other drawings use. */
    PDFormXObject form(PDDocument document, PDRectangle box) throws IOException {
        PDFormXObject form = new PDFormXObject(document);
        form.setBBox(box);
        form.setResources(resources);
        pack(form.getContentStream());
        return form;
    }

    /** Lightly: the codes' rectangles hardly get smaller by trying longer, and trying is half of a file's time. */
    private void pack(PDStream drawing) throws IOException {
        COSStream stream = drawing.getCOSObject();
        stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (OutputStream packed = new DeflaterOutputStream(stream.createRawOutputStream(), deflater)) {
            packed.write(out.toString().getBytes(StandardCharsets.US_ASCII));
        } finally {
            deflater.end();
        }
    }

    void save() {
        out.append("q\n");
    }

    void restore() {
        out.append("Q\n");
    }

    void transform(double a, double b, double c, double d, double e, double f) {
        number(a);
        number(b);
        number(c);
        number(d);
        number(e);
        number(f);
        out.append("cm\n");
    }

    void fill(Colour colour) {
        colour(colour);
        out.append("rg\n");
    }

    void stroke(Colour colour, double width) {
        colour(colour);
        out.append("RG\n");
        number(width);
        out.append("w\n");
    }

    /** Dashes, or a full line where none are given. */
    void dash(double phase, double... dashes) {
        out.append('[');
        for (double dash : dashes) {
            number(dash);
        }
        out.append("] ");
        number(phase);
        out.append("d\n");
    }

    void roundEnds(boolean round) {
        out.append(round ? "1 J\n" : "0 J\n");
    }

    void moveTo(double x, double y) {
        number(x);
        number(y);
        out.append("m\n");
    }

    void lineTo(double x, double y) {
        number(x);
        number(y);
        out.append("l\n");
    }

    void curveTo(double x1, double y1, double x2, double y2, double x3, double y3) {
        number(x1);
        number(y1);
        number(x2);
        number(y2);
        number(x3);
        number(y3);
        out.append("c\n");
    }

    void rectangle(double x, double y, double width, double height) {
        number(x);
        number(y);
        number(width);
        number(height);
        out.append("re\n");
    }

    void close() {
        out.append("h\n");
    }

    void fillPath() {
        out.append("f\n");
    }

    void strokePath() {
        out.append("S\n");
    }

    void clipPath() {
        out.append("W n\n");
    }

    void text(PDFont font, double size, double x, double y, String line) throws IOException {
        line.codePoints().forEach(font::addToSubset);
        out.append("BT /")
                .append(names.computeIfAbsent(font, f -> resources.add(font).getName()))
                .append(' ');
        number(size);
        out.append("Tf ");
        number(x);
        number(y);
        out.append("Td <");
        HEX.formatHex(out, font.encode(line));
        out.append("> Tj ET\n");
    }

    void draw(PDXObject object) {
        String name = names.computeIfAbsent(
                object,
                o -> (object instanceof PDFormXObject form ? resources.add(form) : resources.add(object, "Im"))
                        .getName());
        out.append('/').append(name).append(" Do\n");
    }

    private void colour(Colour colour) {
        number(colour.red());
        number(colour.green());
        number(colour.blue());
    }

    private void number(double value) {
        long thousandths = Math.round(value * FINE);
        if (thousandths < 0) {
            out.append('-');
            thousandths = -thousandths;
        }
        out.append(thousandths / FINE);
        long rest = thousandths % FINE;
        if (rest != 0) {
            out.append('.');
            if (rest < 100) {
                out.append('0');
            }
            if (rest < 10) {
                out.append('0');
            }
            while (rest % 10 == 0) {
                rest /= 10;
            }
            out.append(rest);
        }
        out.append(' ');
    }
}
