package vn.khue.signature.appearance;

/**
 * A rectangle on a page as a reader sees it: the origin is the lower left corner of the page as displayed (after its rotation
 * and crop), x to the right, y up, in points of 1/72 inch of paper (after UserUnit). Inside the PDF the rectangle may lie
 * otherwise; that is worked out when it is drawn.
 *
 * @param page 1 for the first page
 * @param x left edge
 * @param y lower edge
 * @param width more than 0
 * @param height more than 0
 */
public record PageBox(int page, double x, double y, double width, double height) {

    /** Points in a millimetre: 72 / 25.4 (research/law.md R1.10). */
    public static final double POINTS_PER_MM = 72 / 25.4;

    public PageBox {
        if (page < 1 || !(width > 0) || !(height > 0) || !Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a box needs a page from 1 and a positive size, found page " + page
                    + ", " + x + ' ' + y + ' ' + width + ' ' + height);
        }
    }

    /** Right edge. */
    public double right() {
        return x + width;
    }

    /** Upper edge. */
    public double top() {
        return y + height;
    }
}
