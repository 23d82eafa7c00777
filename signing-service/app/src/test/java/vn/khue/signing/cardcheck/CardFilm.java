package vn.khue.signing.cardcheck;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A card before a camera, as YUV4MPEG2 in grey: its code in two segments, bytes and digits, a little askew. */
final class CardFilm {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int MODULE = 6;
    private static final int QUIET = 4;

    private CardFilm() {}

    /** The code as it is printed. */
    static QrCode code(String text) {
        int digits = text.indexOf('#') + 1;
        return QrCode.encodeSegments(
                List.of(
                        QrSegment.makeBytes(text.substring(0, digits).getBytes(StandardCharsets.UTF_8)),
                        QrSegment.makeNumeric(text.substring(digits))),
                QrCode.Ecc.MEDIUM,
                1,
                40,
                -1,
                false);
    }

    static void of(String text, Path film) {
        QrCode code = code(text);
        BufferedImage seen = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = seen.createGraphics();
        pen.setColor(new Color(120, 120, 120));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.rotate(Math.toRadians(5), WIDTH / 2.0, HEIGHT / 2.0);
        int side = (code.size + 2 * QUIET) * MODULE;
        pen.translate((WIDTH - side) / 2, (HEIGHT - side) / 2);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, side, side);
        pen.setColor(Color.BLACK);
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    pen.fillRect((x + QUIET) * MODULE, (y + QUIET) * MODULE, MODULE, MODULE);
                }
            }
        }
        pen.dispose();
        write(seen, film);
    }

    private static void write(BufferedImage picture, Path film) {
        byte[] grey = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                grey[y * WIDTH + x] = (byte) (picture.getRGB(x, y) & 0xff);
            }
        }
        byte[] colour = new byte[WIDTH * HEIGHT / 2];
        Arrays.fill(colour, (byte) 128);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(film))) {
            out.write(("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F10:1 Ip A1:1 C420jpeg\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int frame = 0; frame < 3; frame++) {
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                out.write(grey);
                out.write(colour);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
