package vn.khue.signature.appearance;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/**
 * A picture in the form a PDF wants it: colour and transparency apart, both packed with Flate. Made once and used for every
 * document of a batch. Immutable; the arrays are not to be changed.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb packed DeviceRGB, 8 bits
 * @param alpha packed DeviceGray, 8 bits
 */
public record InkImage(int width, int height, byte[] rgb, byte[] alpha) {

    static InkImage of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[width * height * 3];
        byte[] alpha = new byte[width * height];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                int argb = image.getRGB(x, y);
                alpha[at] = (byte) (argb >>> 24);
                if (argb >>> 24 != 0) {
                    rgb[at * 3] = (byte) (argb >> 16);
                    rgb[at * 3 + 1] = (byte) (argb >> 8);
                    rgb[at * 3 + 2] = (byte) argb;
                }
            }
        }
        return new InkImage(width, height, pack(rgb), pack(alpha));
    }

    private static byte[] pack(byte[] data) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
