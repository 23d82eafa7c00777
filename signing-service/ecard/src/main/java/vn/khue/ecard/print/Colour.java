package vn.khue.ecard.print;

/** A colour in sRGB, 0xRRGGBB. */
record Colour(int rgb) {

    static final Colour WHITE = new Colour(0xffffff);
    static final Colour BLACK = new Colour(0x000000);
    static final Colour INK = new Colour(0x182233);
    static final Colour INK_2 = new Colour(0x4a5668);
    static final Colour EDGE = new Colour(0x75808e);
    static final Colour LINE = new Colour(0xd3d9d8);
    static final Colour SON = new Colour(0xb3242b);
    static final Colour SAO = new Colour(0xf2b632);
    static final Colour NIGHT = new Colour(0x13234f);
    static final Colour GLOW = new Colour(0xffd778);

    float red() {
        return (rgb >> 16 & 255) / 255f;
    }

    float green() {
        return (rgb >> 8 & 255) / 255f;
    }

    float blue() {
        return (rgb & 255) / 255f;
    }

    /** Contrast to another by WCAG 2.2, 1 to 21. */
    double contrast(Colour other) {
        double a = luminance();
        double b = other.luminance();
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red()) + 0.7152 * linear(green()) + 0.0722 * linear(blue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
