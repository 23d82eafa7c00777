package vn.khue.ecard.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.zxing.ReaderException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.ecard.Tools;
import vn.khue.ecard.symbol.ReadSymbols;

/** Every code of every kind of sheet, drawn by poppler as a printer would and read by ZBar and by ZXing: none of them ours. */
class ReadBackTest {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final int LARGEST = 634;

    @TempDir
    static Path folder;

    @BeforeAll
    static void printAll() throws IOException {
        CardSheets cards = new CardSheets(VIETNAMESE);
        BadgeSheets badges = new BadgeSheets(VIETNAMESE);
        write("sheet", out -> cards.sheets(Samples.cards(LARGEST), out));
        write("usual", out -> cards.sheets(Samples.cards(459), out));
        write("single", out -> cards.single(Samples.cards(LARGEST).subList(0, 2), CardSheets.Bleed.NONE, out));
        write("bleed", out -> cards.single(Samples.cards(LARGEST).subList(0, 2), CardSheets.Bleed.THREE_MM, out));
        write("eight", out -> badges.print("2A", Samples.badges(), BadgeSheets.PerSheet.EIGHT, out));
        write("ten", out -> badges.print("2A", Samples.badges(), BadgeSheets.PerSheet.TEN, out));
    }

    /** The coarsest, which has the fewest dots for each module. */
    @Test
    void everyCodeIsReadByBothAtTheCoarsest() throws Exception {
        readAll(150);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {300, 200})
    void everyCodeIsReadByBoth(int dpi) throws Exception {
        readAll(dpi);
    }

    private static void readAll(int dpi) throws Exception {
        assumeTrue(Tools.has("pdftoppm") && Tools.has("zbarimg"), "poppler-utils and zbar-tools are not here");
        List<String> largest = codes(Samples.cards(LARGEST));
        List<String> badges = Samples.badges().stream().map(LoginBadge::code).toList();
        read("sheet", dpi, largest, 2, 5, CardSheetsTest.SHEET_CELLS);
        read("usual", dpi, codes(Samples.cards(459)), 2, 5, CardSheetsTest.SHEET_CELLS);
        read("single", dpi, largest.subList(0, 2), 1, 1, null);
        read("bleed", dpi, largest.subList(0, 2), 1, 1, null);
        read("eight", dpi, badges, 2, 4, new double[] {8, 8, 97, 70.27});
        read("ten", dpi, badges, 2, 5, new double[] {8, 8, 97, 56.2});
    }

    private static List<String> codes(List<PrintedCard> cards) {
        return cards.stream().map(PrintedCard::code).toList();
    }

    /** @param cells left, top, step across, step down in mm; without, a page has one code */
    private static void read(String file, int dpi, List<String> expected, int columns, int rows, double[] cells)
            throws Exception {
        Path pages = Files.createDirectory(folder.resolve(file + dpi));
        Tools.run(
                "pdftoppm",
                "-r",
                "" + dpi,
                "-gray",
                "-png",
                folder.resolve(file + ".pdf").toString(),
                pages.resolve("p").toString());
        List<Path> pictures;
        try (Stream<Path> found = Files.list(pages)) {
            pictures = found.sorted().toList();
        }
        StringBuilder zbar = new StringBuilder();
        StringBuilder zxing = new StringBuilder();
        for (Path picture : pictures) {
            zbar.append(Tools.run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture.toString()));
            BufferedImage page = ImageIO.read(picture.toFile());
            for (int cell = 0; cell < columns * rows; cell++) {
                zxing.append(readCell(page, dpi, cells, cell % columns, cell / columns))
                        .append('\n');
            }
        }
        assertThat(zbar.toString().lines())
                .as("ZBar, %s at %d dpi", file, dpi)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(zxing.toString().lines().filter(line -> !line.isEmpty()))
                .as("ZXing, %s at %d dpi", file, dpi)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String readCell(BufferedImage page, int dpi, double[] cells, int column, int row) {
        BufferedImage part = page;
        if (cells != null) {
            double mm = dpi / 25.4;
            int x = (int) ((cells[0] + column * cells[2]) * mm);
            int y = (int) ((cells[1] + row * cells[3]) * mm);
            part = page.getSubimage(
                    x, y, Math.min(page.getWidth() - x, (int) (cells[2] * mm)), Math.min(page.getHeight() - y, (int)
                            (cells[3] * mm)));
        }
        try {
            return ReadSymbols.in(part);
        } catch (ReaderException e) {
            return "";
        }
    }

    private interface Print {
        void to(OutputStream out) throws IOException;
    }

    private static void write(String name, Print print) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".pdf"))) {
            print.to(out);
        }
    }
}
