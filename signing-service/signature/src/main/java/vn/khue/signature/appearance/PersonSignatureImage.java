package vn.khue.signature.appearance;

import vn.khue.signature.SignatureFailure;

/**
 * Picture of a handwritten signature that passed the guards of research/law.md R1.1 and R1.2: PNG, alpha channel, transparent
 * corners, blue ink (mean hue of the opaque pixels 200-260 degrees), at most 4000 x 4000 pixels and 2 MiB. Immutable.
 */
public final class PersonSignatureImage {

    private final CheckedPng png;

    private PersonSignatureImage(CheckedPng png) {
        this.png = png;
    }

    /**
     * @param bytes the uploaded file
     * @throws SignatureFailure UNFIT_IMAGE naming the guard that refuses it
     */
    public static PersonSignatureImage read(byte[] bytes) throws SignatureFailure {
        CheckedPng png = CheckedPng.read(bytes);
        png.requireHue("blue ink", 200, 260);
        return new PersonSignatureImage(png);
    }

    /** In the form a PDF wants it. */
    public InkImage ink() {
        return png.ink();
    }

    /** The PNG as it was given. */
    public byte[] bytes() {
        return png.bytes();
    }

    /** Pixels. */
    public int width() {
        return png.width();
    }

    /** Pixels. */
    public int height() {
        return png.height();
    }
}
