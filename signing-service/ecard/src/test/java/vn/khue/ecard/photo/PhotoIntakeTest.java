package vn.khue.ecard.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoIntakeTest {

    private final PhotoIntake intake = new PhotoIntake(PhotoLimits.ordinary());

    @Test
    void aPortraitIsTakenAtTheOneSize() throws Exception {
        PhotoResult.Accepted taken = accepted(Portraits.jpeg(1));
        assertThat(taken.doubts()).isEmpty();
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(taken.photo().jpeg()));
        assertThat(image.getWidth()).isEqualTo(CardPhoto.WIDTH);
        assertThat(image.getHeight()).isEqualTo(CardPhoto.HEIGHT);
        assertThat(CardPhoto.stored(taken.photo().jpeg()).jpeg())
                .isEqualTo(taken.photo().jpeg());
    }

    @Test
    void progressiveJpegPngAndGreyAreTakenToo() {
        BufferedImage drawn = Portraits.drawn(2, 600, 800);
        assertThat(intake.take(Portraits.jpeg(drawn, 0.9f, true))).isInstanceOf(PhotoResult.Accepted.class);
        assertThat(intake.take(Portraits.png(drawn))).isInstanceOf(PhotoResult.Accepted.class);
        BufferedImage grey = new BufferedImage(600, 800, BufferedImage.TYPE_BYTE_GRAY);
        grey.getGraphics().drawImage(drawn, 0, 0, null);
        assertThat(intake.take(Portraits.jpeg(grey, 0.9f, false))).isInstanceOf(PhotoResult.Accepted.class);
        BufferedImage clear = new BufferedImage(600, 800, BufferedImage.TYPE_INT_ARGB);
        clear.getGraphics().drawImage(drawn, 100, 100, 300, 500, null);
        assertThat(intake.take(Portraits.png(clear))).isInstanceOf(PhotoResult.Accepted.class);
    }

    @Test
    void nothingOfTheOriginalsMetadataIsLeft() {
        byte[] secret = "GPS 10.762622,106.660172 Canon 2026:11:20".getBytes(StandardCharsets.US_ASCII);
        byte[] exif = segment(0xe1, join("Exif\0\0".getBytes(StandardCharsets.US_ASCII), secret));
        byte[] comment = segment(0xfe, secret);
        byte[] profile = segment(0xe2, join("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII), secret));
        byte[] file = withSegments(Portraits.jpeg(3), exif, comment, profile);
        byte[] taken = accepted(file).photo().jpeg();
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("GPS 10.76");
        assertThat(new String(taken, StandardCharsets.ISO_8859_1))
                .doesNotContain("GPS 10.76")
                .doesNotContain("Exif")
                .doesNotContain("ICC_PROFILE");
        assertThat(taken).isEqualTo(accepted(Portraits.jpeg(3)).photo().jpeg());
    }

    /** The picture is red above and blue to the left below; however the camera was held, it is so again on the card. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPictureIsTurnedAsTheCameraWasHeld(int orientation) throws Exception {
        BufferedImage upright = new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = upright.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, 600, 400);
        pen.setColor(Color.BLUE);
        pen.fillRect(0, 400, 300, 400);
        pen.setColor(Color.GREEN);
        pen.fillRect(300, 400, 300, 400);
        pen.dispose();
        byte[] file = withSegments(
                Portraits.jpeg(asHeld(upright, orientation), 0.95f, false),
                exifOrientation(orientation, orientation % 2 == 0));
        BufferedImage card =
                ImageIO.read(new ByteArrayInputStream(accepted(file).photo().jpeg()));
        assertThat(colour(card, 180, 100)).isEqualTo("red");
        assertThat(colour(card, 80, 400)).isEqualTo("blue");
        assertThat(colour(card, 280, 400)).isEqualTo("green");
    }

    @Test
    void whatIsTooHighIsCutBelowAndWhatIsTooWideOnBothSides() {
        assertThat(Crop.byRule(600, 1000)).isEqualTo(new Crop(0, 60, 600, 800));
        assertThat(Crop.byRule(1000, 800)).isEqualTo(new Crop(200, 0, 600, 800));
        assertThat(accepted(Portraits.jpeg(Portraits.drawn(4, 1600, 900), 0.9f, false))
                        .doubts())
                .contains(PhotoDoubt.MUCH_CUT);
    }

    @Test
    void aPersonsFrameIsCutOutAndStaysInThePicture() {
        assertThat(Crop.placed(new HeadFrame(0.25, 0.1, 0.5), 2000, 1000)).isEqualTo(new Crop(312.5, 100, 375, 500));
        assertThat(Crop.placed(new HeadFrame(1, 1, 1), 900, 1200)).isEqualTo(new Crop(0, 0, 900, 1200));
        PhotoResult taken = intake.take(Portraits.jpeg(5), new HeadFrame(0.5, 0.15, 0.6));
        assertThat(taken).isInstanceOf(PhotoResult.Accepted.class);
        assertThatThrownBy(() -> new HeadFrame(Double.NaN, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HeadFrame(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void darkBrightAndBlurredPicturesAreToBeLookedAt() {
        BufferedImage drawn = Portraits.drawn(6, 900, 1200);
        assertThat(doubts(new RescaleOp(0.2f, 0, null).filter(drawn, null))).contains(PhotoDoubt.TOO_DARK);
        assertThat(doubts(new RescaleOp(0.3f, 190, null).filter(drawn, null))).contains(PhotoDoubt.TOO_BRIGHT);
        BufferedImage blurred = drawn;
        float[] even = new float[121];
        Arrays.fill(even, 1 / 121f);
        for (int i = 0; i < 3; i++) {
            blurred = new ConvolveOp(new Kernel(11, 11, even), ConvolveOp.EDGE_NO_OP, null).filter(blurred, null);
        }
        assertThat(doubts(blurred)).contains(PhotoDoubt.BLURRED);
        assertThat(doubts(drawn)).isEmpty();
    }

    @Test
    void whatIsTooSmallOddOrEmptyIsRefused() {
        assertRefused(Portraits.jpeg(Portraits.drawn(7, 150, 200), 0.9f, false), PhotoProblem.TOO_SMALL);
        assertRefused(Portraits.jpeg(Portraits.drawn(7, 1000, 400), 0.9f, false), PhotoProblem.ODD_SHAPE);
        assertRefused(Portraits.jpeg(Portraits.drawn(7, 400, 1200), 0.9f, false), PhotoProblem.ODD_SHAPE);
        assertRefused(
                Portraits.jpeg(new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB), 0.9f, false),
                PhotoProblem.EMPTY);
    }

    @Test
    void otherFilesAreRefusedByWhatTheyAre() {
        assertRefused(new byte[0], PhotoProblem.NOT_A_PICTURE);
        assertRefused("<svg onload='alert(1)'/>".getBytes(StandardCharsets.US_ASCII), PhotoProblem.NOT_A_PICTURE);
        assertRefused("GIF89a".getBytes(StandardCharsets.US_ASCII), PhotoProblem.NOT_A_PICTURE);
        assertRefused(new byte[] {0, 0, 0, 24, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c', 0, 0, 0, 0}, PhotoProblem.HEIC);
        assertRefused(new byte[(12 << 20) + 1], PhotoProblem.TOO_MANY_BYTES);
    }

    @Test
    void aHugePictureIsRefusedByItsHeaderAlone() {
        byte[] jpeg = Portraits.jpeg(8);
        int frame = frame(jpeg);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
        assertRefused(jpeg, PhotoProblem.TOO_MANY_PIXELS);
        assertRefused(pngBomb(60_000, 60_000), PhotoProblem.TOO_MANY_PIXELS);
    }

    /** 5,000 x 5,000 honest pixels of one colour pack into 100 KB. What they unpack to is never held at once. */
    @Test
    void aPictureThatUnpacksToMuchMoreIsDecodedThinnedOut() {
        assertRefused(pngBomb(5_000, 5_000), PhotoProblem.EMPTY);
    }

    @Test
    void packedTextsOfAPngAreNotUnpacked() {
        byte[] png = Portraits.png(Portraits.drawn(9, 600, 800));
        byte[] bomb = chunk("zTXt", join("Comment\0\0".getBytes(StandardCharsets.US_ASCII), packed(200 << 20)));
        byte[] file = join(Arrays.copyOf(png, 33), bomb, Arrays.copyOfRange(png, 33, png.length));
        PhotoResult.Accepted taken = accepted(file);
        assertThat(taken.photo().jpeg()).isEqualTo(accepted(png).photo().jpeg());
    }

    @Test
    void passesWithoutEndAreRefused() {
        byte[] jpeg = Portraits.jpeg(Portraits.drawn(10, 600, 800), 0.8f, true);
        int scan = marker(jpeg, 0xda, 2);
        byte[] body = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(jpeg, 0, scan);
        for (int i = 0; i < 60; i++) {
            many.write(body, 0, body.length);
        }
        many.write(0xff);
        many.write(0xd9);
        assertRefused(many.toByteArray(), PhotoProblem.TOO_MUCH_WORK);
    }

    @Test
    void aCutOffOrDamagedFileIsRefused() {
        byte[] jpeg = Portraits.jpeg(11);
        assertRefused(Arrays.copyOf(jpeg, jpeg.length / 2), PhotoProblem.BROKEN);
        byte[] closed = Arrays.copyOf(jpeg, jpeg.length / 2);
        closed[closed.length - 2] = (byte) 0xff;
        closed[closed.length - 1] = (byte) 0xd9;
        assertRefused(closed, PhotoProblem.BROKEN);
        byte[] png = Portraits.png(Portraits.drawn(11, 600, 800));
        assertRefused(Arrays.copyOf(png, png.length / 2), PhotoProblem.BROKEN);
        assertRefused(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, PhotoProblem.BROKEN);
    }

    @Test
    void fourColoursAreRefused() {
        byte[] jpeg = Portraits.jpeg(12);
        jpeg[frame(jpeg) + 9] = 4;
        assertRefused(jpeg, PhotoProblem.FOUR_COLOURS);
    }

    @Test
    void onlyACardsPhotoIsReadBackAsOne() {
        assertThatThrownBy(() -> CardPhoto.stored(Portraits.jpeg(13))).isInstanceOf(IllegalArgumentException.class);
        byte[] good = Portraits.photo(13).jpeg();
        byte[] commented = withSegments(good, segment(0xfe, new byte[] {1}));
        assertThatThrownBy(() -> CardPhoto.stored(commented)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSamePictureIsKnownAgainAndOthersAreNot() {
        BufferedImage drawn = Portraits.drawn(20, 900, 1200);
        PictureHash first = accepted(Portraits.jpeg(drawn, 0.95f, false)).hash();
        BufferedImage small = new BufferedImage(450, 600, BufferedImage.TYPE_INT_RGB);
        small.createGraphics().drawImage(drawn, 0, 0, 450, 600, null);
        BufferedImage brighter = new BufferedImage(900, 1200, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 1200; y++) {
            for (int x = 0; x < 900; x++) {
                brighter.setRGB(x, y, Portraits.brightened(drawn.getRGB(x, y), 18));
            }
        }
        assertThat(first.samePicture(
                        accepted(Portraits.jpeg(small, 0.5f, false)).hash()))
                .isTrue();
        assertThat(first.samePicture(accepted(Portraits.png(brighter)).hash())).isTrue();
        for (int other = 21; other < 51; other++) {
            assertThat(first.likeness(accepted(Portraits.jpeg(other)).hash()))
                    .as("portrait %d", other)
                    .isLessThan(0.8);
        }
    }

    @ParameterizedTest
    @EnumSource(PhotoProblem.class)
    void everyProblemHasItsWords(PhotoProblem problem) {
        assertThat(new PhotoText(Locale.ENGLISH).of(problem)).isNotBlank();
        assertThat(new PhotoText(Locale.forLanguageTag("vi")).of(problem))
                .isNotEqualTo(new PhotoText(Locale.ENGLISH).of(problem));
    }

    private PhotoResult.Accepted accepted(byte[] file) {
        PhotoResult result = intake.take(file);
        assertThat(result).isInstanceOf(PhotoResult.Accepted.class);
        return (PhotoResult.Accepted) result;
    }

    private java.util.Set<PhotoDoubt> doubts(BufferedImage image) {
        return accepted(Portraits.jpeg(image, 0.9f, false)).doubts();
    }

    private void assertRefused(byte[] file, PhotoProblem problem) {
        assertThat(intake.take(file))
                .isInstanceOfSatisfying(
                        PhotoResult.Refused.class,
                        refused -> assertThat(refused.problem())
                                .as(refused.detail())
                                .isEqualTo(problem));
    }

    /** The sensor's picture: what turns back to the upright one. */
    private static BufferedImage asHeld(BufferedImage upright, int orientation) {
        int w = upright.getWidth();
        int h = upright.getHeight();
        boolean lying = orientation >= 5;
        BufferedImage held = new BufferedImage(lying ? h : w, lying ? w : h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < held.getHeight(); y++) {
            for (int x = 0; x < held.getWidth(); x++) {
                int[] at =
                        switch (orientation) {
                            case 2 -> new int[] {w - 1 - x, y};
                            case 3 -> new int[] {w - 1 - x, h - 1 - y};
                            case 4 -> new int[] {x, h - 1 - y};
                            case 5 -> new int[] {y, x};
                            case 6 -> new int[] {w - 1 - y, x};
                            case 7 -> new int[] {w - 1 - y, h - 1 - x};
                            case 8 -> new int[] {y, h - 1 - x};
                            default -> new int[] {x, y};
                        };
                held.setRGB(x, y, upright.getRGB(at[0], at[1]));
            }
        }
        return held;
    }

    private static String colour(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x, y);
        int red = rgb >> 16 & 255;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        return red > green && red > blue ? "red" : blue > green ? "blue" : "green";
    }

    static byte[] exifOrientation(int orientation, boolean little) {
        ByteBuffer exif = ByteBuffer.allocate(32)
                .order(little ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put((little ? "II" : "MM").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation);
        return segment(0xe1, exif.array());
    }

    static byte[] segment(int marker, byte[] content) {
        return join(
                new byte[] {(byte) 0xff, (byte) marker, (byte) ((content.length + 2) >> 8), (byte) (content.length + 2)
                },
                content);
    }

    static byte[] withSegments(byte[] jpeg, byte[]... segments) {
        return join(Arrays.copyOf(jpeg, 2), join(segments), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static int frame(byte[] jpeg) {
        return marker(jpeg, 0xc0, 2);
    }

    private static int marker(byte[] jpeg, int marker, int from) {
        int at = from;
        while ((jpeg[at + 1] & 255) != marker) {
            at += 2 + ((jpeg[at + 2] & 255) << 8 | (jpeg[at + 3] & 255));
        }
        return at;
    }

    private static byte[] pngBomb(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 0, 0, 0, 0});
        int bytes = (int) Math.min(25_100_000L, (width + 1L) * height);
        return join(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10},
                chunk("IHDR", header.array()),
                chunk("IDAT", packed(bytes)),
                chunk("IEND", new byte[0]));
    }

    private static byte[] packed(int zeros) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(9);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            byte[] block = new byte[1 << 20];
            for (int left = zeros; left > 0; left -= block.length) {
                out.write(block, 0, Math.min(left, block.length));
            }
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] typed = join(type.getBytes(StandardCharsets.US_ASCII), content);
        CRC32 crc = new CRC32();
        crc.update(typed);
        return join(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                typed,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(part, 0, part.length);
        }
        return out.toByteArray();
    }
}
