package vn.khue.signature.appearance;

import vn.khue.signature.SignatureFailure;

/**
 * Picture of a unit's seal that passed the guards of research/law.md R1.6, R1.9 and R1.10: PNG, alpha channel, transparent
 * corners, red, at least 300 dpi at its true size, which is an attribute of the unit and never scaled to fit. Immutable.
 */
public final class SealImage {

    private final CheckedPng png;
    private final double widthMm;
    private final double heightMm;

    private SealImage(CheckedPng png, double widthMm, double heightMm) {
        this.png = png;
        this.widthMm = widthMm;
        this.heightMm = heightMm;
    }

    /**
     * @param bytes the uploaded file
     * @param widthMm true width of the stamp, 10 to 80 millimetres; the height follows from the picture
     * @throws SignatureFailure UNFIT_IMAGE naming the guard that refuses it
     */
    public static SealImage read(byte[] bytes, double widthMm) throws SignatureFailure {
        CheckedPng png = CheckedPng.read(bytes);
        png.requireHue("red ink", 340, 20);
        png.requireResolution(widthMm, 300);
        return new SealImage(png, widthMm, widthMm * png.height() / png.width());
    }

    /** In the form a PDF wants it. */
    public InkImage ink() {
        return png.ink();
    }

    /** The PNG as it was given. */
    public byte[] bytes() {
        return png.bytes();
    }

    /** True width, millimetres. */
    public double widthMm() {
        return widthMm;
    }

    /** True height, millimetres. */
    public double heightMm() {
        return heightMm;
    }
}
