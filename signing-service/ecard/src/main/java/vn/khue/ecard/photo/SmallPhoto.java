package vn.khue.ecard.photo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A card's photo for the screen of whoever checks cards, small enough to be carried by the hundred. Stateless. */
public final class SmallPhoto {
    /** Pixels from left to right. */
    public static final int WIDTH = 90;

    /** Pixels from top to bottom. */
    public static final int HEIGHT = 120;

    private static final float QUALITY = 0.75f;

    private SmallPhoto() {}

    /** @return baseline JPEG without metadata, a few thousand bytes */
    public static byte[] of(CardPhoto photo) {
        try {
            return Pixels.jpeg(
                    Pixels.scaled(
                            Pixels.scaled(ImageIO.read(new ByteArrayInputStream(photo.jpeg())), 2 * WIDTH, 2 * HEIGHT),
                            WIDTH,
                            HEIGHT),
                    QUALITY);
        } catch (IOException e) {
            throw new UncheckedIOException("a card's photo could not be read back: " + e.getMessage(), e);
        }
    }
}
