package vn.khue.ecard.print;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** Where the ink of each letter of a page lies, by the outlines of the embedded font. */
final class InkBoxes extends PDFGraphicsStreamEngine {

    private final List<Ink> letters = new ArrayList<>();

    /** The ink of one letter, and the line that it stands on; PDF units of the page. */
    record Ink(String letter, Rectangle2D box, double baseline) {}

    private InkBoxes(PDPage page) {
        super(page);
    }

    static List<Ink> of(PDPage page) throws IOException {
        InkBoxes boxes = new InkBoxes(page);
        boxes.processPage(page);
        return boxes.letters;
    }

    @Override
    protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement) throws IOException {
        AffineTransform transform = rendering.createAffineTransform();
        transform.concatenate(font.getFontMatrix().createAffineTransform());
        Rectangle2D box = transform
                .createTransformedShape(((PDVectorFont) font).getNormalizedPath(code))
                .getBounds2D();
        if (!box.isEmpty()) {
            letters.add(new Ink(font.toUnicode(code), box, rendering.getTranslateY()));
        }
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {}

    @Override
    public void drawImage(PDImage image) {}

    @Override
    public void clip(int windingRule) {}

    @Override
    public void moveTo(float x, float y) {}

    @Override
    public void lineTo(float x, float y) {}

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {}

    @Override
    public Point2D getCurrentPoint() {
        return new Point2D.Float();
    }

    @Override
    public void closePath() {}

    @Override
    public void endPath() {}

    @Override
    public void strokePath() {}

    @Override
    public void fillPath(int windingRule) {}

    @Override
    public void fillAndStrokePath(int windingRule) {}

    @Override
    public void shadingFill(COSName name) {}
}
