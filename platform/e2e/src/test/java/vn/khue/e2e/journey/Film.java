package vn.khue.e2e.journey;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** What a camera sees, as YUV4MPEG2, in grey: a picture held before it, a little askew as a child holds it. */
final class Film {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int FRAMES = 5;
    private static final int SIDE = 260;
    private static final double ASKEW = Math.toRadians(7);
    private static final Color PAPER = Color.WHITE;
    private static final Color ROOM = new Color(120, 120, 120);
    private static final byte NO_COLOUR = (byte) 128;

    private Film() {}

    /** @param picture PNG */
    static void of(byte[] picture, Path film) {
        try {
            BufferedImage found = ImageIO.read(new ByteArrayInputStream(picture));
            BufferedImage seen = room();
            Graphics2D pen = seen.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.rotate(ASKEW, WIDTH / 2.0, HEIGHT / 2.0);
            pen.setColor(PAPER);
            pen.fillRect((WIDTH - SIDE) / 2 - 40, (HEIGHT - SIDE) / 2 - 40, SIDE + 80, SIDE + 80);
            pen.drawImage(found, (WIDTH - SIDE) / 2, (HEIGHT - SIDE) / 2, SIDE, SIDE, null);
            pen.dispose();
            write(seen, film);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody before the camera. */
    static void blank(Path film) {
        write(room(), film);
    }

    private static BufferedImage room() {
        BufferedImage room = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = room.createGraphics();
        pen.setColor(ROOM);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.dispose();
        return room;
    }

    private static void write(BufferedImage picture, Path film) {
        byte[] grey = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                grey[y * WIDTH + x] = (byte) (picture.getRGB(x, y) & 0xff);
            }
        }
        byte[] colour = new byte[WIDTH * HEIGHT / 2];
        Arrays.fill(colour, NO_COLOUR);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(film))) {
            out.write(("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F10:1 Ip A1:1 C420jpeg\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int frame = 0; frame < FRAMES; frame++) {
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                out.write(grey);
                out.write(colour);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
