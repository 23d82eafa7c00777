package vn.khue.ecard.photo;

/**
 * A photograph as cards show it: baseline JPEG, 3:4, always the same number of pixels, three colours, nothing but the picture in the
 * file. Made by {@link PhotoIntake} only, or read back with {@link #stored(byte[])}. Immutable.
 */
public final class CardPhoto {

    /** Pixels from left to right: 366 dpi at 25 mm. */
    public static final int WIDTH = 360;

    /** Pixels from top to bottom. */
    public static final int HEIGHT = 480;

    private static final int MAX_BYTES = 200_000;

    private final byte[] jpeg;

    private CardPhoto(byte[] jpeg) {
        this.jpeg = jpeg;
    }

    /**
     * One that the intake made before.
     *
     * @throws IllegalArgumentException if these are not the bytes of one
     */
    public static CardPhoto stored(byte[] jpeg) {
        try {
            JpegFile file = JpegFile.read(jpeg);
            if (jpeg.length <= MAX_BYTES
                    && file.width() == WIDTH
                    && file.height() == HEIGHT
                    && file.components() == 3
                    && file.baseline()
                    && file.bare().length == jpeg.length) {
                return new CardPhoto(jpeg.clone());
            }
        } catch (PhotoRefusedException e) {
            throw new IllegalArgumentException("expected a card's photo, found another file: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("expected a baseline JPEG of " + WIDTH + " x " + HEIGHT
                + " pixels without metadata, found another picture; take it in again");
    }

    static CardPhoto made(byte[] jpeg) {
        return stored(jpeg);
    }

    /** The file: what is hashed for the card, and what is printed, byte for byte. */
    public byte[] jpeg() {
        return jpeg.clone();
    }
}
