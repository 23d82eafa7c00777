package vn.khue.signature.appearance;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import vn.khue.signature.SignatureFailure;

/** A PNG with an alpha channel and transparent corners, whose size was looked at before its pixels were unpacked. */
final class CheckedPng {

    private static final int MAX_BYTES = 2 << 20;
    private static final int MAX_SIDE = 4000;
    private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
    /** Paler pixels than this are the soft edge of a stroke or dust, not ink. */
    private static final int INK_ALPHA = 128;

    private static final int CLEAR_ALPHA = 8;

    private final byte[] bytes;
    private final BufferedImage image;
    private final InkImage ink;

    private CheckedPng(byte[] bytes, BufferedImage image) {
        this.bytes = bytes;
        this.image = image;
        this.ink = InkImage.of(image);
    }

    static CheckedPng read(byte[] bytes) throws SignatureFailure {
        if (bytes.length > MAX_BYTES) {
            throw unfit("a PNG of at most 2 MiB", bytes.length + " bytes", "save it smaller");
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= bytes.length || bytes[i] != MAGIC[i]) {
                throw unfit("a PNG file", "another format", "save the picture as PNG with a transparent background");
            }
        }
        BufferedImage image = decode(bytes);
        if (!image.getColorModel().hasAlpha()) {
            throw unfit("an alpha channel", "none", "save the picture with a transparent background");
        }
        int right = image.getWidth() - 1;
        int low = image.getHeight() - 1;
        for (int argb :
                new int[] {image.getRGB(0, 0), image.getRGB(right, 0), image.getRGB(0, low), image.getRGB(right, low)
                }) {
            if (argb >>> 24 > CLEAR_ALPHA) {
                throw unfit("transparent corners", "an opaque corner", "remove the background of the picture");
            }
        }
        return new CheckedPng(bytes.clone(), image);
    }

    private static BufferedImage decode(byte[] bytes) throws SignatureFailure {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
        ImageReader reader = readers.next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width < 16 || height < 16 || width > MAX_SIDE || height > MAX_SIDE) {
                throw unfit(
                        "16 to 4000 pixels a side", width + " x " + height, "scan it at 300 to 600 dpi and crop it");
            }
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.UNFIT_IMAGE,
                    "expected a whole PNG, found one that cannot be decoded; save the picture again",
                    e);
        } finally {
            reader.dispose();
        }
    }

    /**
     * Hues are angles: their mean is that of unit vectors, weighted by saturation so that black and grey pixels have no say.
     * A range may pass through 0, as red does.
     */
    void requireHue(String what, double from, double to) throws SignatureFailure {
        double sin = 0;
        double cos = 0;
        double weights = 0;
        long ink = 0;
        float[] hsb = new float[3];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int argb = image.getRGB(x, y);
                if (argb >>> 24 < INK_ALPHA) {
                    continue;
                }
                ink++;
                Color.RGBtoHSB(argb >> 16 & 255, argb >> 8 & 255, argb & 255, hsb);
                double weight = hsb[1] * (double) hsb[2];
                weights += weight;
                sin += weight * Math.sin(hsb[0] * 2 * Math.PI);
                cos += weight * Math.cos(hsb[0] * 2 * Math.PI);
            }
        }
        if (ink < 20) {
            throw unfit(what, "hardly any opaque pixel", "check that the picture is not empty");
        }
        if (weights / ink < 0.15) {
            throw unfit(what, "black, grey or white", "use the coloured original, not a grey scan");
        }
        double hue = (Math.toDegrees(Math.atan2(sin, cos)) + 360) % 360;
        boolean inside = from <= to ? hue >= from && hue <= to : hue >= from || hue <= to;
        if (!inside) {
            throw unfit(
                    what + " (mean hue " + (int) from + " to " + (int) to + " degrees)",
                    (int) hue + " degrees",
                    "use the coloured original");
        }
    }

    void requireResolution(double widthMm, int dpi) throws SignatureFailure {
        if (!(widthMm >= 10 && widthMm <= 80)) {
            throw unfit("a stamp 10 to 80 mm wide", widthMm + " mm", "enter the size of the real stamp");
        }
        int found = (int) Math.floor(image.getWidth() / (widthMm / 25.4));
        if (found < dpi) {
            throw unfit("at least " + dpi + " dpi at true size", found + " dpi", "scan the stamp again, larger");
        }
    }

    InkImage ink() {
        return ink;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    private static SignatureFailure unfit(String expected, String found, String todo) {
        return new SignatureFailure(
                SignatureFailure.Reason.UNFIT_IMAGE, "expected " + expected + ", found " + found + "; " + todo);
    }
}
