package vn.khue.ecard.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Turning, cropping, scaling and writing of pictures. Stateless. */
final class Pixels {

    private Pixels() {}

    /** On white, in RGB, turned as EXIF says (JEITA CP-3451, tag Orientation). */
    static BufferedImage upright(BufferedImage image, int orientation) {
        int w = image.getWidth();
        int h = image.getHeight();
        AffineTransform turn =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
                    case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
                    default -> new AffineTransform();
                };
        boolean lying = orientation >= 5;
        BufferedImage out = new BufferedImage(lying ? h : w, lying ? w : h, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = out.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, out.getWidth(), out.getHeight());
        pen.drawImage(image, turn, null);
        pen.dispose();
        return out;
    }

    /** The part as a picture of the card's size. Halved step by step, so that no pixel of a large picture is passed over. */
    static BufferedImage portrait(BufferedImage image, Crop part) {
        int x = (int) Math.round(part.x());
        int y = (int) Math.round(part.y());
        int width = Math.max(1, Math.min(image.getWidth() - x, (int) Math.round(part.width())));
        int height = Math.max(1, Math.min(image.getHeight() - y, (int) Math.round(part.height())));
        BufferedImage now = image.getSubimage(x, y, width, height);
        while (now.getWidth() >= 2 * CardPhoto.WIDTH && now.getHeight() >= 2 * CardPhoto.HEIGHT) {
            now = scaled(now, now.getWidth() / 2, now.getHeight() / 2);
        }
        return scaled(now, CardPhoto.WIDTH, CardPhoto.HEIGHT);
    }

    static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = out.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(image, 0, 0, width, height, null);
        pen.dispose();
        return out;
    }

    /** Brightness of each pixel, 0 to 255, row by row (ITU-R BT.601). */
    static int[] luma(BufferedImage image) {
        Raster raster = image.getRaster();
        int[] rgb = (int[]) raster.getDataElements(0, 0, image.getWidth(), image.getHeight(), null);
        int[] out = new int[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int c = rgb[i];
            out[i] = (299 * (c >> 16 & 255) + 587 * (c >> 8 & 255) + 114 * (c & 255)) / 1000;
        }
        return out;
    }

    /** @param quality 0 to 1 */
    static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(40_000);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
