package vn.khue.ecard.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.directory.PersonName;
import vn.khue.directory.Role;
import vn.khue.directory.UnitKind;
import vn.khue.ecard.Tools;
import vn.khue.ecard.photo.Portraits;

class CardSheetsTest {

    /** Left, top, step across, step down of the cards on a sheet, in mm. */
    static final double[] SHEET_CELLS = {18.37, 9.4, 87.63, 56.05};

    private static final double MM = 72 / 25.4;

    private final CardSheets sheets = new CardSheets(Locale.forLanguageTag("vi"));

    @TempDir
    Path folder;

    @Test
    void pagesHaveTheSizesOfIso7810AndOfA4() throws IOException {
        try (PDDocument single = single(Samples.cards(300), CardSheets.Bleed.NONE)) {
            assertThat(single.getNumberOfPages()).isEqualTo(20);
            PDRectangle page = single.getPage(0).getMediaBox();
            assertThat(page.getWidth() / MM).isBetween(85.47, 85.72);
            assertThat(page.getHeight() / MM).isBetween(53.92, 54.03);
        }
        try (PDDocument bleed = single(Samples.cards(300), CardSheets.Bleed.THREE_MM)) {
            PDPage page = bleed.getPage(0);
            assertThat(page.getTrimBox().getWidth() / MM).isBetween(85.47, 85.72);
            assertThat((page.getMediaBox().getWidth() - page.getTrimBox().getWidth()) / 2 / MM)
                    .isBetween(3.0, 3.1);
        }
        try (PDDocument sheet = sheet(Samples.cards(300))) {
            assertThat(sheet.getNumberOfPages()).isEqualTo(2);
            assertThat(sheet.getPage(0).getMediaBox().getWidth() / MM).isBetween(209.9, 210.1);
            assertThat(sheet.getPage(0).getMediaBox().getHeight() / MM).isBetween(296.9, 297.1);
        }
    }

    @Test
    void backsAreBehindTheirFrontsWhenThePaperIsTurnedOverItsLongEdge() throws IOException {
        List<PrintedCard> cards = new ArrayList<>(Samples.cards(300));
        cards.addAll(Samples.cards(300).subList(0, 3));
        try (PDDocument sheet = sheet(cards)) {
            assertThat(sheet.getNumberOfPages()).isEqualTo(4);
            for (int i = 0; i < cards.size(); i++) {
                int front = i / 10 * 2;
                String number = cards.get(i).number();
                assertThat(text(sheet, front, i % 10 % 2, i % 10 / 2)).contains(number);
                assertThat(text(sheet, front + 1, 1 - i % 10 % 2, i % 10 / 2)).contains(number);
            }
        }
    }

    @Test
    void theTextIsTheNames() throws Exception {
        assumeTrue(Tools.has("pdftotext"), "poppler-utils is not here");
        Path file = write(Samples.cards(300));
        for (int i = 0; i < Samples.NAMES.size(); i++) {
            String front = Tools.run("pdftotext", "-f", "" + (2 * i + 1), "-l", "" + (2 * i + 1), file.toString(), "-")
                    .replaceAll("\\s+", " ");
            assertThat(front)
                    .contains(Samples.NAMES.get(i))
                    .contains("31/08/2030")
                    .contains("7F3K-92Q" + i);
        }
    }

    @Test
    void fontsAreEmbeddedOnceAndOnlyTheirLettersUsed() throws Exception {
        assumeTrue(Tools.has("pdffonts"), "poppler-utils is not here");
        List<String> fonts = Tools.run("pdffonts", write(Samples.cards(300)).toString())
                .lines()
                .skip(2)
                .toList();
        assertThat(fonts)
                .hasSize(2)
                .allSatisfy(font -> assertThat(font).contains("LiberationSans").matches(".*yes +yes +yes.*"));
    }

    @Test
    void qpdfFindsNoFault() throws Exception {
        assumeTrue(Tools.has("qpdf"), "qpdf is not here");
        assertThat(Tools.run("qpdf", "--check", write(Samples.cards(300)).toString()))
                .contains("No syntax or stream encoding errors");
    }

    @Test
    void theFileSaysItsLanguageAndTitleAndDoesNothing() throws IOException {
        try (PDDocument sheet = sheet(Samples.cards(300))) {
            assertThat(sheet.getDocumentCatalog().getLanguage()).isEqualTo("vi");
            assertThat(sheet.getDocumentInformation().getTitle()).isEqualTo("Thẻ điện tử để in");
            assertThat(sheet.getDocumentCatalog().getViewerPreferences().displayDocTitle())
                    .isTrue();
            assertThat(sheet.getDocumentCatalog().getViewerPreferences().getDuplex())
                    .isEqualTo("DuplexFlipLongEdge");
            assertThat(sheet.getDocumentCatalog().getViewerPreferences().getPrintScaling())
                    .isEqualTo("None");
            assertThat(sheet.getDocumentCatalog().getCOSObject().keySet())
                    .doesNotContain(COSName.OPEN_ACTION, COSName.AA, COSName.NAMES, COSName.ACRO_FORM);
        }
    }

    @Test
    void photosArePrintedAsTheyCame() throws IOException {
        byte[] jpeg = Portraits.photo(1).jpeg();
        try (PDDocument single = single(Samples.cards(300).subList(0, 1), CardSheets.Bleed.NONE)) {
            var resources = single.getPage(0).getResources();
            for (COSName name : resources.getXObjectNames()) {
                if (resources.isImageXObject(name)) {
                    assertThat(resources
                                    .getXObject(name)
                                    .getStream()
                                    .getCOSObject()
                                    .createRawInputStream()
                                    .readAllBytes())
                            .isEqualTo(jpeg);
                    return;
                }
            }
        }
        throw new AssertionError("expected a photo on the front");
    }

    @Test
    void aCardWithoutPhotoSaysThatItIsTemporary() throws IOException {
        try (PDDocument sheet = sheet(Samples.cards(300))) {
            assertThat(text(sheet, 0, 1, 0)).contains("Thẻ học sinh tạm").contains("Chưa có ảnh");
            assertThat(text(sheet, 0, 1, 4)).contains("Thẻ cán bộ tạm").contains("Phó hiệu trưởng");
            assertThat(text(sheet, 0, 0, 0))
                    .doesNotContain("tạm")
                    .contains("Học sinh")
                    .contains("Trung học cơ sở");
        }
    }

    @Test
    void whatCannotBePrintedIsLeftOutWithItsReason() throws IOException {
        List<PrintedCard> cards = new ArrayList<>(Samples.cards(300));
        cards.set(2, with(cards.get(2), "王小明", cards.get(2).code()));
        cards.set(4, with(cards.get(4), "Trần An", "https://the.edu.vn/v#12x"));
        cards.set(5, with(cards.get(5), "Trần An", "https://the.edu.vn/v#" + "1".repeat(900)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintReport report = sheets.sheets(cards, out);
        assertThat(report.printed()).isEqualTo(7);
        assertThat(report.leftOut().stream().map(PrintReport.LeftOut::index)).containsExactly(2, 4, 5);
        assertThat(report.leftOut().stream().map(PrintReport.LeftOut::reason))
                .containsExactly(PrintReport.Reason.LETTER, PrintReport.Reason.CODE, PrintReport.Reason.CODE);
        assertThat(report.leftOut()).noneMatch(left -> left.detail().contains("王"));
        out.reset();
        assertThat(sheets.sheets(cards.subList(4, 6), out).pages()).isZero();
        assertThat(out.size()).isZero();
    }

    @Test
    void nothingThatTellsWhereAChildIsIsPartOfACard() {
        assertThat(PrintedCard.class.getRecordComponents())
                .extracting(RecordComponent::getName)
                .containsExactly(
                        "name",
                        "role",
                        "kind",
                        "school",
                        "validUntil",
                        "number",
                        "portrait",
                        "temporary",
                        "code",
                        "foundContact");
        LoginBadge badge = Samples.badges().get(0);
        assertThat(badge.toString()).doesNotContain(badge.code()).doesNotContain("My");
    }

    @Test
    void parentsHaveNoCard() {
        assertThatThrownBy(() -> new PrintedCard(
                        PersonName.of("Trần An"),
                        Role.PHU_HUYNH,
                        UnitKind.THCS,
                        "Trường",
                        LocalDate.of(2030, 1, 1),
                        "1",
                        Optional.empty(),
                        "x",
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(UnitKind.class)
    void lettersStandOutFromTheirGround(UnitKind kind) {
        CardColours colours = CardColours.of(kind);
        assertThat(Colour.WHITE.contrast(colours.deep())).isGreaterThan(7);
        assertThat(Colour.WHITE.contrast(colours.tone())).isGreaterThan(4.5);
        assertThat(Colour.GLOW.contrast(colours.deep())).isGreaterThan(4.5);
        assertThat(Colour.GLOW.contrast(colours.tone())).isGreaterThan(3);
        assertThat(Colour.INK.contrast(colours.wash())).isGreaterThan(7);
        assertThat(Colour.NIGHT.contrast(Colour.GLOW)).isGreaterThan(7);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PHU_HUYNH"})
    void everyRoleHasItsWords(Role role) {
        assertThat(new PrintText(Locale.ENGLISH).of("role." + role)).isNotBlank();
        assertThat(new PrintText(Locale.forLanguageTag("vi")).of("role." + role))
                .isNotBlank();
    }

    /** Who has no photo because nobody agreed to one has a whole card all the same. */
    @Test
    void aDrawingInPlaceOfAPhotoMakesNoTemporaryCard() throws IOException {
        PrintedCard card = Samples.card("Nguyễn Hà My", "Trường THCS Thị Trấn 2", false);
        PrintedCard drawn = new PrintedCard(
                card.name(),
                card.role(),
                card.kind(),
                card.school(),
                card.validUntil(),
                card.number(),
                new Portrait.Drawn(Avatar.TURTLE),
                false,
                card.code(),
                card.foundContact());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new CardSheets(Locale.forLanguageTag("vi"))
                        .single(List.of(drawn), CardSheets.Bleed.NONE, out)
                        .printed())
                .isEqualTo(1);
        try (PDDocument document = org.apache.pdfbox.Loader.loadPDF(out.toByteArray())) {
            String text = new org.apache.pdfbox.text.PDFTextStripper().getText(document);
            assertThat(text).contains("Thẻ học sinh").doesNotContain("tạm").doesNotContain("Chưa có ảnh");
        }
    }

    private static PrintedCard with(PrintedCard card, String name, String code) {
        return new PrintedCard(
                PersonName.of(name),
                card.role(),
                card.kind(),
                card.school(),
                card.validUntil(),
                card.number(),
                card.portrait(),
                card.temporary(),
                code,
                card.foundContact());
    }

    private static String text(PDDocument document, int page, int column, int row) throws IOException {
        PDFTextStripperByArea stripper = new PDFTextStripperByArea();
        stripper.setSortByPosition(true);
        stripper.addRegion(
                "card",
                new Rectangle2D.Double(
                        (SHEET_CELLS[0] + column * SHEET_CELLS[2]) * MM,
                        (SHEET_CELLS[1] + row * SHEET_CELLS[3]) * MM,
                        85.6 * MM,
                        54 * MM));
        stripper.extractRegions(document.getPage(page));
        return stripper.getTextForRegion("card");
    }

    private PDDocument single(List<PrintedCard> cards, CardSheets.Bleed bleed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheets.single(cards, bleed, out);
        return Loader.loadPDF(out.toByteArray());
    }

    private PDDocument sheet(List<PrintedCard> cards) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheets.sheets(cards, out);
        return Loader.loadPDF(out.toByteArray());
    }

    private Path write(List<PrintedCard> cards) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheets.single(cards, CardSheets.Bleed.NONE, out);
        return Files.write(folder.resolve("cards.pdf"), out.toByteArray());
    }
}
