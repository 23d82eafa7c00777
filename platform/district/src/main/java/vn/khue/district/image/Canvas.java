package vn.khue.district.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** A transparent picture drawn in millimetres, with y downwards, at 600 dpi. For one thread. */
final class Canvas implements AutoCloseable {

    static final int DPI = 600;
    private static final double MM_PER_INCH = 25.4;

    private final BufferedImage image;
    private final Graphics2D graphics;

    Canvas(double widthMm, double heightMm, Color ink) {
        image = new BufferedImage(pixels(widthMm), pixels(heightMm), BufferedImage.TYPE_INT_ARGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(DPI / MM_PER_INCH, DPI / MM_PER_INCH);
        graphics.setColor(ink);
    }

    void line(Shape shape, double penMm) {
        graphics.setStroke(new BasicStroke((float) penMm, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    void fill(Shape shape) {
        graphics.fill(shape);
    }

    /** Writes a line of capitals whose baseline begins there. */
    void text(String text, double x, double y, double capitalMm, double penMm) {
        double scale = capitalMm / StrokeLetters.CAPITAL;
        double at = x;
        for (String letter : text.codePoints().mapToObj(Character::toString).toList()) {
            StrokeLetters.Letter drawn = StrokeLetters.letter(letter);
            var place = new AffineTransform();
            place.translate(at, y);
            place.scale(scale, -scale);
            line(place.createTransformedShape(drawn.path()), penMm);
            at += drawn.advance() * scale;
        }
    }

    /** The picture as PNG, with its resolution written in it. */
    byte[] png() {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        var bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            writeResolution(metadata);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), null);
        } catch (IOException e) {
            throw new UncheckedIOException("expected to write a picture into memory, found an error", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        graphics.dispose();
    }

    private static int pixels(double mm) {
        return (int) Math.round(mm / MM_PER_INCH * DPI);
    }

    private static void writeResolution(IIOMetadata metadata) throws IIOInvalidTreeException {
        String perMetre = Long.toString(Math.round(DPI / MM_PER_INCH * 1000));
        var physical = new IIOMetadataNode("pHYs");
        physical.setAttribute("pixelsPerUnitXAxis", perMetre);
        physical.setAttribute("pixelsPerUnitYAxis", perMetre);
        physical.setAttribute("unitSpecifier", "meter");
        var root = new IIOMetadataNode("javax_imageio_png_1.0");
        root.appendChild(physical);
        metadata.mergeTree("javax_imageio_png_1.0", root);
    }
}
