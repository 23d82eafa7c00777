package vn.khue.ecard.print;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import vn.khue.ecard.symbol.Symbol;

/**
 * Draws on a page or a form. Places are millimetres from the upper left corner of an area; the corner lies on the printer's raster, and
 * what has straight edges is put on the raster.
 */
final class Pen {

    /** Bézier control points of a quarter circle. */
    private static final double ROUND = 0.5522847498;

    private final Operators stream;
    private final double left;
    private final double top;

    /** Where a text stands in its box. */
    enum Side {
        LEFT,
        CENTRE,
        RIGHT
    }

    /**
     * @param left x of the area's upper left corner, PDF units
     * @param top y of it, PDF units, upwards
     */
    Pen(Operators stream, double left, double top) {
        this.stream = stream;
        this.left = left;
        this.top = top;
    }

    /** The same pen with the origin moved. */
    Pen at(double xMm, double yMm) {
        return new Pen(stream, left + Dots.mm(xMm), top - Dots.mm(yMm));
    }

    void rectangle(double xMm, double yMm, double widthMm, double heightMm, Colour colour) {
        fill(colour);
        double x = left + Dots.mm(xMm);
        double y = top - Dots.mm(yMm + heightMm);
        stream.rectangle(x, y, Dots.mm(widthMm), top - Dots.mm(yMm) - y);
        stream.fillPath();
    }

    void rounded(double xMm, double yMm, double widthMm, double heightMm, double radiusMm, Colour colour) {
        fill(colour);
        roundedPath(xMm, yMm, widthMm, heightMm, radiusMm);
        stream.fillPath();
    }

    void roundedEdge(
            double xMm, double yMm, double widthMm, double heightMm, double radiusMm, double lineMm, Colour colour) {
        stroke(colour, lineMm);
        roundedPath(xMm, yMm, widthMm, heightMm, radiusMm);
        stream.strokePath();
    }

    void line(double fromX, double fromY, double toX, double toY, double lineMm, Colour colour) {
        stroke(colour, lineMm);
        stream.moveTo(x(fromX), y(fromY));
        stream.lineTo(x(toX), y(toY));
        stream.strokePath();
    }

    void dashed(double fromX, double fromY, double toX, double toY, double lineMm, Colour colour) {
        stream.dash(0, 1.2 * Dots.MM, 1.2 * Dots.MM);
        line(fromX, fromY, toX, toY, lineMm, colour);
        stream.dash(0);
    }

    void polygon(Colour colour, double... xyMm) {
        fill(colour);
        stream.moveTo(x(xyMm[0]), y(xyMm[1]));
        for (int i = 2; i < xyMm.length; i += 2) {
            stream.lineTo(x(xyMm[i]), y(xyMm[i + 1]));
        }
        stream.close();
        stream.fillPath();
    }

    void disc(double xMm, double yMm, double radiusMm, Colour colour) {
        fill(colour);
        circle(xMm, yMm, radiusMm);
        stream.fillPath();
    }

    void ring(double xMm, double yMm, double radiusMm, double lineMm, Colour colour) {
        stroke(colour, lineMm);
        circle(xMm, yMm, radiusMm);
        stream.strokePath();
    }

    /** The round window of Khuê Văn Các: a ring, sixteen rays, a heart. */
    void window(double xMm, double yMm, double radiusMm, Colour frame, Colour heart) {
        double unit = radiusMm / 36;
        ring(xMm, yMm, 34 * unit, 2.5 * unit, frame);
        double step = 2 * Math.PI * 27 * unit * Dots.MM / 16;
        stream.dash(step * 0.2167, step * 0.4333, step * 0.5667);
        ring(xMm, yMm, 27 * unit, 7 * unit, frame);
        stream.dash(0);
        disc(xMm, yMm, 12 * unit, heart);
    }

    /** The mark of Khuê. */
    void mark(double xMm, double yMm, double sideMm) {
        rounded(xMm, yMm, sideMm, sideMm, sideMm / 4, Colour.SON);
        window(xMm + sideMm / 2, yMm + sideMm / 2, sideMm * 0.39, Colour.WHITE, Colour.SAO);
    }

    /** A head and shoulders in lines, where a photograph is missing. */
    void silhouette(double xMm, double yMm, double sideMm, Colour colour) {
        double unit = sideMm / 24;
        ring(xMm + 12 * unit, yMm + 8 * unit, 4 * unit, 1.6 * unit, colour);
        stroke(colour, 1.6 * unit);
        stream.roundEnds(true);
        stream.moveTo(x(xMm + 4.5 * unit), y(yMm + 20.5 * unit));
        curve(xMm, yMm, unit, 5.5, 16.5, 8.5, 15, 12, 15);
        curve(xMm, yMm, unit, 15.5, 15, 18.5, 16.5, 19.5, 20.5);
        stream.strokePath();
        stream.roundEnds(false);
    }

    private void curve(double xMm, double yMm, double unit, double... p) {
        stream.curveTo(
                x(xMm + p[0] * unit),
                y(yMm + p[1] * unit),
                x(xMm + p[2] * unit),
                y(yMm + p[3] * unit),
                x(xMm + p[4] * unit),
                y(yMm + p[5] * unit));
    }

    /**
     * A text in its box.
     *
     * @param widthMm width of the box, for centring and for the right side
     */
    void text(FittedText text, double xMm, double yMm, double widthMm, Side side, Colour colour) throws IOException {
        fill(colour);
        double baseline = top - yMm * Dots.MM - text.top();
        for (String line : text.lines()) {
            Typeface.Extent extent = text.face().extent(line);
            double room = widthMm * Dots.MM - (extent.right() - extent.left()) * text.size();
            double offset =
                    switch (side) {
                        case LEFT -> 0;
                        case CENTRE -> room / 2;
                        case RIGHT -> room;
                    };
            double start = left + xMm * Dots.MM + offset - extent.left() * text.size();
            stream.text(text.face().font(), text.size(), start, baseline, line);
            baseline -= text.pitch();
        }
    }

    /** A picture over the whole of a rounded rectangle, its own sides of the same proportion. */
    void picture(PDImageXObject image, double xMm, double yMm, double widthMm, double heightMm, double radiusMm) {
        stream.save();
        roundedPath(xMm, yMm, widthMm, heightMm, radiusMm);
        stream.clipPath();
        stream.transform(widthMm * Dots.MM, 0, 0, heightMm * Dots.MM, x(xMm), y(yMm + heightMm));
        stream.draw(image);
        stream.restore();
    }

    /** A form whose lower left corner of drawing is this area's lower left corner. */
    void form(PDFormXObject form, double heightUnits) {
        stream.save();
        stream.transform(1, 0, 0, 1, left, top - heightUnits);
        stream.draw(form);
        stream.restore();
    }

    /**
     * A QR code with its quiet zone in a square, black on white: as many whole dots a module as go in, all in one path, so that no
     * seam shows between modules. Modules begin at an even dot of the page, so that they are whole dots at 150 dpi too where they
     * are four wide.
     */
    void symbol(Symbol symbol, double xMm, double yMm, double sideMm) {
        rectangle(xMm, yMm, sideMm, sideMm, Colour.WHITE);
        int side = (int) Math.round(Dots.mm(sideMm) / Dots.DOT);
        int module = side / (symbol.size() + 2 * Symbol.QUIET_ZONE);
        int margin = (side - module * symbol.size()) / 2;
        double scale = module * Dots.DOT;
        double x = Dots.even(left + Dots.mm(xMm) + margin * Dots.DOT);
        double y = Dots.even(top - Dots.mm(yMm) - margin * Dots.DOT + Dots.DOT);
        stream.save();
        stream.transform(scale, 0, 0, -scale, x, y);
        fill(Colour.BLACK);
        for (Symbol.Run run : symbol.runs()) {
            stream.rectangle(run.x(), run.y(), run.width(), run.height());
        }
        stream.fillPath();
        stream.restore();
    }

    void clipped(double xMm, double yMm, double widthMm, double heightMm) {
        stream.save();
        stream.rectangle(x(xMm), y(yMm + heightMm), widthMm * Dots.MM, heightMm * Dots.MM);
        stream.clipPath();
    }

    void unclipped() {
        stream.restore();
    }

    private void circle(double xMm, double yMm, double radiusMm) {
        double c = radiusMm * ROUND;
        stream.moveTo(x(xMm), y(yMm - radiusMm));
        quarter(xMm + c, yMm - radiusMm, xMm + radiusMm, yMm - c, xMm + radiusMm, yMm);
        quarter(xMm + radiusMm, yMm + c, xMm + c, yMm + radiusMm, xMm, yMm + radiusMm);
        quarter(xMm - c, yMm + radiusMm, xMm - radiusMm, yMm + c, xMm - radiusMm, yMm);
        quarter(xMm - radiusMm, yMm - c, xMm - c, yMm - radiusMm, xMm, yMm - radiusMm);
        stream.close();
    }

    private void roundedPath(double xMm, double yMm, double widthMm, double heightMm, double radiusMm) {
        double c = radiusMm * (1 - ROUND);
        double right = xMm + widthMm;
        double low = yMm + heightMm;
        stream.moveTo(x(xMm + radiusMm), y(yMm));
        stream.lineTo(x(right - radiusMm), y(yMm));
        quarter(right - c, yMm, right, yMm + c, right, yMm + radiusMm);
        stream.lineTo(x(right), y(low - radiusMm));
        quarter(right, low - c, right - c, low, right - radiusMm, low);
        stream.lineTo(x(xMm + radiusMm), y(low));
        quarter(xMm + c, low, xMm, low - c, xMm, low - radiusMm);
        stream.lineTo(x(xMm), y(yMm + radiusMm));
        quarter(xMm, yMm + c, xMm + c, yMm, xMm + radiusMm, yMm);
        stream.close();
    }

    void quarter(double x1, double y1, double x2, double y2, double x3, double y3) {
        stream.curveTo(x(x1), y(y1), x(x2), y(y2), x(x3), y(y3));
    }

    void moveTo(double xMm, double yMm) {
        stream.moveTo(x(xMm), y(yMm));
    }

    void lineTo(double xMm, double yMm) {
        stream.lineTo(x(xMm), y(yMm));
    }

    void fillPath(Colour colour) {
        fill(colour);
        stream.fillPath();
    }

    private double x(double mm) {
        return left + mm * Dots.MM;
    }

    private double y(double mm) {
        return top - mm * Dots.MM;
    }

    private void fill(Colour colour) {
        stream.fill(colour);
    }

    private void stroke(Colour colour, double lineMm) {
        stream.stroke(colour, lineMm * Dots.MM);
    }
}
