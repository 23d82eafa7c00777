package vn.khue.ecard.photo;

/**
 * The part of a picture that goes on the card, 3:4, in pixels of the picture as a person sees it.
 *
 * @param x left edge
 * @param y upper edge
 * @param width three quarters of the height
 * @param height of the part
 */
record Crop(double x, double y, double width, double height) {

    /** Of what is too high, more is cut below than above: heads are above the middle. */
    private static final double CUT_ABOVE = 0.3;

    static Crop byRule(int width, int height) {
        if (width * 4L > height * 3L) {
            double part = height * 0.75;
            return new Crop((width - part) / 2, 0, part, height);
        }
        double part = width / 0.75;
        return new Crop(0, (height - part) * CUT_ABOVE, width, part);
    }

    /** As a person placed it, moved and shrunk so far as to lie in the picture. */
    static Crop placed(HeadFrame frame, int width, int height) {
        double high = Math.min(frame.height() * height, Math.min(height, width / 0.75));
        double wide = high * 0.75;
        double left = Math.max(0, Math.min(width - wide, frame.centreX() * width - wide / 2));
        double top = Math.max(0, Math.min(height - high, frame.top() * height));
        return new Crop(left, top, wide, high);
    }

    /** How much of the picture is left, 0 to 1. */
    double shareOf(int wholeWidth, int wholeHeight) {
        return width * height / ((double) wholeWidth * wholeHeight);
    }
}
