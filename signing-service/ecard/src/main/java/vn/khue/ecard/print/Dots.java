package vn.khue.ecard.print;

/**
 * Lengths on the raster of a 300 dpi printer. Edges of pages, cards and modules lie on it, so that a module is a whole number of dots
 * wide wherever it stands and no edge is smeared over two dots. All in PDF units, 1/72 inch.
 */
final class Dots {

    /** One dot: 1/300 inch. */
    static final double DOT = 72.0 / 300;

    /** One millimetre. */
    static final double MM = 72 / 25.4;

    /** A4 in whole dots, 2480 by 3508: 0.03 mm off ISO 216, which allows 2 mm. */
    static final double A4_WIDTH = 2480 * DOT;

    static final double A4_HEIGHT = 3508 * DOT;

    /** ID-1 in whole dots, 1011 by 638, the raster of card printers: 85.60 by 54.02 mm, within ISO/IEC 7810. */
    static final double CARD_WIDTH = 1011 * DOT;

    static final double CARD_HEIGHT = 638 * DOT;

    private Dots() {}

    /** The nearest length on the raster. */
    static double snapped(double units) {
        return Math.round(units / DOT) * DOT;
    }

    /** The next even dot at or below a length on the raster. */
    static double even(double units) {
        return Math.floorDiv(Math.round(units / DOT), 2) * 2 * DOT;
    }

    /** That many millimetres, to the nearest dot. */
    static double mm(double millimetres) {
        return snapped(millimetres * MM);
    }
}
