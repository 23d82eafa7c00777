package vn.khue.signature.appearance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.itextpdf.kernel.geom.PageSize;
import com.itextpdf.kernel.pdf.WriterProperties;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.signature.SampleDecision;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.decision.DecisionLayout;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.preview.PageRenderer;

/** Forms A and B of Nghị định 30: what may be drawn, where, and how large (R1.1-R1.10, T7, T12). */
class AppearanceTest {

    @Test
    void theSealOverlapsTheLeftThirdAtTrueSize() {
        PageBox seal = SealGeometry.over(new PageBox(1, 340, 200, 120, 50), 36, 36);
        assertThat(seal.x()).isCloseTo(277.95, within(0.005));
        assertThat(seal.right()).isCloseTo(380.00, within(0.005));
        assertThat(seal.y()).isCloseTo(173.98, within(0.005));
        assertThat(seal.top()).isCloseTo(276.02, within(0.005));
    }

    private static byte[] dot(Color color, int type, Color paper) {
        BufferedImage image = new BufferedImage(500, 500, type);
        Graphics2D g = image.createGraphics();
        if (paper != null) {
            g.setColor(paper);
            g.fillRect(0, 0, 500, 500);
        }
        g.setColor(color);
        g.fillOval(100, 100, 300, 300);
        g.dispose();
        return SigningWorld.png(image);
    }

    private static void unfit(byte[] bytes, String why) {
        assertThatThrownBy(() -> PersonSignatureImage.read(bytes))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.UNFIT_IMAGE))
                .hasMessageContaining(why);
    }

    @Test
    void onlyABluePngOnTransparentPaperIsAPersonsSignature() throws Exception {
        assertThat(PersonSignatureImage.read(dot(new Color(0x1d3fb0), BufferedImage.TYPE_INT_ARGB, null))
                        .width())
                .isEqualTo(500);
        unfit(dot(new Color(0x1d3fb0), BufferedImage.TYPE_INT_RGB, Color.WHITE), "alpha channel");
        unfit(dot(new Color(0x1d3fb0), BufferedImage.TYPE_INT_ARGB, Color.WHITE), "transparent corners");
        unfit(dot(Color.BLACK, BufferedImage.TYPE_INT_ARGB, null), "blue ink");
        unfit(dot(new Color(0xd3202a), BufferedImage.TYPE_INT_ARGB, null), "blue ink");
        unfit(new byte[0], "a PNG file");
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
        unfit(jpeg.toByteArray(), "a PNG file");
    }

    @Test
    void onlyARedPngOfEnoughResolutionIsASeal() throws Exception {
        byte[] red = dot(new Color(0xd3202a), BufferedImage.TYPE_INT_ARGB, null);
        SealImage seal = SealImage.read(red, 36);
        assertThat(seal.widthMm()).isEqualTo(36);
        assertThat(seal.heightMm()).isEqualTo(36);
        assertThatThrownBy(() -> SealImage.read(red, 60)).hasMessageContaining("300 dpi");
        byte[] blue = dot(new Color(0x1d3fb0), BufferedImage.TYPE_INT_ARGB, null);
        assertThatThrownBy(() -> SealImage.read(blue, 36)).hasMessageContaining("red ink");
    }

    @Test
    void thePlaceIsFoundBetweenTitleAndNameWhateverTheUnicodeForm(@TempDir Path folder) throws Exception {
        Path pdf = folder.resolve("decision.pdf");
        new DecisionLayout().write(SampleDecision.ofDeputy(), pdf);
        String decomposed = Normalizer.normalize("nguyễn thị lan", Normalizer.Form.NFD);
        Optional<PageBox> box =
                new PlacementFinder().find(pdf, new SignerLines("Phó Hiệu trưởng", decomposed), SigningWorld.ink());
        assertThat(box).isPresent();
        assertThat(box.get().page()).isEqualTo(1);
        assertThat(box.get().width() / box.get().height()).isCloseTo(600 / 250.0, within(0.01));
        assertThat(box.get().width()).isLessThanOrEqualTo(45 * PageBox.POINTS_PER_MM + 0.01);
        // The right half of the text is 226.77 points wide and ends at the right margin of 20 mm.
        double centre = box.get().x() + box.get().width() / 2;
        assertThat(centre).isCloseTo(595.28 - 56.69 - 226.77 / 2, within(2.0));
        assertThat(new PlacementFinder().find(pdf, new SignerLines("Kế toán", "Nguyễn Thị Lan"), SigningWorld.ink()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void theImageStandsUprightWhereItIsSeenOnTurnedPages(int rotation, @TempDir Path folder) throws Exception {
        Path pdf = folder.resolve("turned.pdf");
        SamplePdf.pages(pdf, 1, new WriterProperties(), PageSize.A4, rotation);
        SigningWorld world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        // Blue above, nothing below: an image upside down would show.
        BufferedImage half = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = half.createGraphics();
        g.setColor(new Color(0x1d3fb0));
        g.fillRect(20, 20, 360, 180);
        g.dispose();
        PersonSignatureImage image = PersonSignatureImage.read(SigningWorld.png(half));
        Path signed = folder.resolve("signed.pdf");
        PageBox box = new PageBox(1, 100, 200, 100, 100);
        world.signer.sign(
                SigningRequest.visible(pdf, signed, PadesLevel.B_B, new VisibleSignature.Person(image, box)),
                world.principal);
        var size = new PageRenderer().pages(signed).get(0);
        int width = (int) Math.round(size.width());
        BufferedImage page = ImageIO.read(new ByteArrayInputStream(new PageRenderer().png(signed, 1, width)));
        int top = (int) Math.round(size.height()) - 300;
        assertThat(isBlue(page.getRGB(150, top + 25))).as("upper half").isTrue();
        assertThat(isBlue(page.getRGB(150, top + 75))).as("lower half").isFalse();
        assertThat(isBlue(page.getRGB(95, top + 25))).as("left of it").isFalse();
        assertThat(isBlue(page.getRGB(205, top + 25))).as("right of it").isFalse();
    }

    private static boolean isBlue(int rgb) {
        Color color = new Color(rgb);
        return color.getBlue() > 120 && color.getRed() < 90;
    }

    @Test
    void aBoxOutsideOfThePageIsRefused(@TempDir Path folder) throws Exception {
        Path pdf = folder.resolve("a.pdf");
        SamplePdf.CLASSIC_1_4.write(pdf);
        SigningWorld world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        for (PageBox box : new PageBox[] {new PageBox(1, 550, 200, 120, 50), new PageBox(9, 100, 100, 100, 50)}) {
            assertThatThrownBy(() -> world.signer.sign(
                            SigningRequest.visible(
                                    pdf,
                                    folder.resolve("out.pdf"),
                                    PadesLevel.B_B,
                                    new VisibleSignature.Person(SigningWorld.ink(), box)),
                            world.principal))
                    .isInstanceOfSatisfying(
                            SignatureFailure.class,
                            e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.BAD_PLACE));
            assertThat(folder.resolve("out.pdf")).doesNotExist();
        }
    }
}
