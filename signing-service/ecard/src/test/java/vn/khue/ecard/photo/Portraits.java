package vn.khue.ecard.photo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Drawn people, since photographs of real ones have no place in a test. Everything follows from the seed. */
public final class Portraits {

    private Portraits() {}

    public static BufferedImage drawn(int seed, int width, int height) {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.scale(width / 900.0, height / 1200.0);
        pen.setPaint(new GradientPaint(0, 0, shade(random, 200), 0, 1200, shade(random, 170)));
        pen.fillRect(0, 0, 900, 1200);
        int x = random.nextInt(-70, 71);
        int y = random.nextInt(-60, 61);
        int wide = random.nextInt(320, 430);
        pen.setColor(shade(random, 220));
        pen.fillRoundRect(110 + x, 850 + y, 680, 520, 260, 260);
        pen.setColor(new Color(random.nextInt(190, 235), random.nextInt(140, 190), random.nextInt(110, 150)));
        pen.fillRect(380 + x, 740 + y, 140, 180);
        pen.fillOval(450 - wide / 2 + x, 290 + y, wide, 520);
        pen.setColor(new Color(random.nextInt(20, 70), 25, 20));
        pen.fillArc(430 - wide / 2 + x, 230 + y, wide + 40, random.nextInt(320, 460), 0, 180);
        int hair = random.nextInt(60, 330);
        pen.fillRect(425 - wide / 2 + x, 420 + y, 50, hair);
        pen.fillRect(425 + wide / 2 + x, 420 + y, 50, hair);
        pen.setStroke(new BasicStroke(9));
        for (int side = -1; side <= 1; side += 2) {
            pen.setColor(Color.WHITE);
            pen.fillOval(450 + side * 78 - 38 + x, 508 + y, 76, 42);
            pen.setColor(new Color(40, 25, 15));
            pen.fillOval(450 + side * 78 - 18 + x, 511 + y, 36, 36);
            pen.drawArc(450 + side * 78 - 46 + x, 465 + y, 92, 40, 20, 140);
        }
        pen.setColor(new Color(170, 90, 80));
        pen.fillArc(385 + x, 650 + y, 130, 60, 180, 180);
        pen.dispose();
        for (int i = 0; i < width * height / 20; i++) {
            int px = random.nextInt(width);
            int py = random.nextInt(height);
            image.setRGB(px, py, brightened(image.getRGB(px, py), random.nextInt(-14, 15)));
        }
        return image;
    }

    private static Color shade(SplittableRandom random, int around) {
        return new Color(
                random.nextInt(around - 30, around + 30),
                random.nextInt(around - 30, around + 30),
                random.nextInt(around - 30, around + 30));
    }

    static int brightened(int rgb, int by) {
        return clamp((rgb >> 16 & 255) + by) << 16 | clamp((rgb >> 8 & 255) + by) << 8 | clamp((rgb & 255) + by);
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }

    public static byte[] jpeg(int seed) {
        return jpeg(drawn(seed, 900, 1200), 0.9f, false);
    }

    static byte[] jpeg(BufferedImage image, float quality, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            if (progressive) {
                how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(image, null, null), how);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            writer.dispose();
        }
    }

    static byte[] png(BufferedImage image) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The drawn portrait as it is on a card. */
    public static CardPhoto photo(int seed) {
        return ((PhotoResult.Accepted) new PhotoIntake(PhotoLimits.ordinary()).take(jpeg(seed))).photo();
    }
}
