package vn.khue.district.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.PersonName;

class SampleImagesTest {

    private static final UUID SOMEONE = UUID.fromString("0b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7c01");
    private static final UUID SOMEONE_ELSE = UUID.fromString("1b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7c02");

    @ParameterizedTest
    @ValueSource(
            strings = {"Nguyễn Thị Hương", "Ý", "Trần Văn Gyps", "H'Lan Êban", "Lê Nguyễn Hoàng Phượng Khuyênhhhhhhhh"})
    void signatureIsBlueOnTransparentGround(String name) throws Exception {
        BufferedImage image = read(SampleSignature.png(PersonName.of(name), SOMEONE));
        assertThat(image.getWidth()).isEqualTo(1181);
        assertThat(image.getHeight()).isEqualTo(472);
        assertTransparentCorners(image);
        assertThat(inked(image)).isBetween(0.01, 0.2);
        assertEveryInkedPixelHasHue(image, 200, 260);
    }

    @Test
    void signatureIsThatOfThePerson() {
        PersonName name = PersonName.of("Nguyễn Thị Lan");
        assertThat(SampleSignature.png(name, SOMEONE)).isEqualTo(SampleSignature.png(name, SOMEONE));
        assertThat(SampleSignature.png(name, SOMEONE)).isNotEqualTo(SampleSignature.png(name, SOMEONE_ELSE));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 36, 60})
    void sealIsRedAndOfTrueSize(int diameter) throws Exception {
        BufferedImage image = read(SampleSeal.png("Trường Trung học cơ sở Tân Thông Hội", diameter));
        assertThat(image.getWidth())
                .isEqualTo(Math.round(diameter / 25.4 * Canvas.DPI))
                .isEqualTo(image.getHeight());
        assertTransparentCorners(image);
        assertEveryInkedPixelHasHue(image, 340, 10);
        int middle = image.getWidth() / 2;
        for (int[] edge :
                new int[][] {{middle, 1}, {middle, image.getHeight() - 2}, {1, middle}, {image.getWidth() - 2, middle}
                }) {
            assertThat(new Color(image.getRGB(edge[0], edge[1]), true).getAlpha())
                    .isGreaterThan(200);
        }
    }

    @Test
    void sealIsThatOfTheUnit() {
        assertThat(SampleSeal.png("Trường A", 36)).isEqualTo(SampleSeal.png("Trường A", 36));
        assertThat(SampleSeal.png("Trường A", 36)).isNotEqualTo(SampleSeal.png("Trường B", 36));
        assertThatThrownBy(() -> SampleSeal.png("Trường A", 19)).hasMessageContaining("20 to 60");
        assertThatThrownBy(() -> SampleSeal.png(" ", 36)).hasMessageContaining("1 to 120");
        assertThatThrownBy(() -> SampleSeal.png("A".repeat(121), 36)).hasMessageContaining("121");
    }

    @Test
    void resolutionIsWrittenInTheFile() {
        for (byte[] png :
                new byte[][] {SampleSeal.png("Trường A", 36), SampleSignature.png(PersonName.of("Lê Lợi"), SOMEONE)}) {
            int at = new String(png, StandardCharsets.ISO_8859_1).indexOf("pHYs");
            assertThat(at).isPositive();
            int perMetre = ByteBuffer.wrap(png).getInt(at + 4);
            assertThat(perMetre * 0.0254).isBetween(599.5, 600.5);
            assertThat(png[at + 12]).isEqualTo((byte) 1);
        }
    }

    @Test
    void everyVietnameseLetterIsDrawn() {
        String letters =
                "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ0123456789";
        var shapes = new java.util.HashSet<String>();
        letters.codePoints().mapToObj(Character::toString).forEach(letter -> {
            StrokeLetters.Letter drawn = StrokeLetters.letter(letter);
            assertThat(drawn.path().getCurrentPoint()).as(letter).isNotNull();
            shapes.add(outline(drawn));
        });
        assertThat(shapes).hasSize((int) letters.codePoints().count());
    }

    private static String outline(StrokeLetters.Letter letter) {
        var text = new StringBuilder();
        double[] at = new double[6];
        for (var steps = letter.path().getPathIterator(null); !steps.isDone(); steps.next()) {
            text.append(steps.currentSegment(at)).append(java.util.Arrays.toString(at));
        }
        return text.toString();
    }

    private static BufferedImage read(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getColorModel().hasAlpha()).isTrue();
        return image;
    }

    private static void assertTransparentCorners(BufferedImage image) {
        int right = image.getWidth() - 1;
        int bottom = image.getHeight() - 1;
        for (int[] corner : new int[][] {{0, 0}, {right, 0}, {0, bottom}, {right, bottom}}) {
            assertThat(image.getRGB(corner[0], corner[1]) >>> 24).isZero();
        }
    }

    private static double inked(BufferedImage image) {
        long ink = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) >>> 24 > 128) {
                    ink++;
                }
            }
        }
        return (double) ink / image.getWidth() / image.getHeight();
    }

    /** Hues run round the circle: from 340 to 10 is across 0. */
    private static void assertEveryInkedPixelHasHue(BufferedImage image, int from, int to) {
        var outside = new java.util.TreeSet<Float>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color color = new Color(image.getRGB(x, y), true);
                if (color.getAlpha() > 128) {
                    float hue = Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null)[0] * 360;
                    boolean inside = from < to ? hue >= from && hue <= to : hue >= from || hue <= to;
                    if (!inside) {
                        outside.add(hue);
                    }
                }
            }
        }
        assertThat(outside).isEmpty();
    }
}
