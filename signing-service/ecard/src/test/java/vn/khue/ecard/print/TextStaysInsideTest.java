package vn.khue.ecard.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khue.directory.PersonName;

/** Whatever the name and the school, each letter's ink is inside the safe area, and no line runs into another. */
class TextStaysInsideTest {

    private static final double MM = 72 / 25.4;
    /** What a card printer or a cutter may take off. */
    private static final double SAFE = 1.95 * MM;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SCHOOL = 200;
    private static final String UNBROKEN = "MWỄỆgjặiâ-'";
    private static final List<String> WORDS = List.of(
            "Nguyễn", "Ễ", "Ặng", "Ỗ", "Thị", "Phương", "Công", "Tằng", "Tôn", "Nữ", "H'Wen", "Niê", "Kđăm", "Quỳnh",
            "Ý", "Ngọc", "Khương", "Ẩm", "Jrang", "W", "i", "Ghềnh", "Nghiêng");
    private static final List<String> KINDS = List.of(
            "Trường Trung học cơ sở",
            "Trường Tiểu học",
            "Trường Phổ thông Dân tộc Bán trú Tiểu học và Trung học cơ sở",
            "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên",
            "Sở Giáo dục và Đào tạo",
            "Trường Quốc tế");
    private static final List<String> OWN = List.of(
            "Nguyễn Ễ", "Xã Trà Don", "Hoa Hướng Dương", "Á Châu", "số 2", "Thành phố Hồ Chí Minh", "W".repeat(40));

    private static final CardSheets CARDS = new CardSheets(Locale.forLanguageTag("vi"));

    @ParameterizedTest
    @MethodSource("cards")
    void onCards(String name, String school, boolean photo) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintReport report = CARDS.single(List.of(Samples.card(name, school, photo)), CardSheets.Bleed.NONE, out);
        assertThat(report.printed()).isEqualTo(1);
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            for (PDPage page : document.getPages()) {
                inside(page, SAFE);
                apart(page);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("badges")
    void onBadgesAndLists(String name, String school) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (BadgeSheets.PerSheet per : BadgeSheets.PerSheet.values()) {
            out.reset();
            new BadgeSheets(Locale.ROOT)
                    .print(
                            "12 chuyên Toán 1",
                            List.of(new LoginBadge(PersonName.of(name), Avatar.KEY, "A1")),
                            per,
                            out);
            try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
                for (InkBoxes.Ink ink : InkBoxes.of(document.getPage(0))) {
                    double code = per == BadgeSheets.PerSheet.EIGHT ? 46 : 40;
                    assertThat(ink.box().getMinX()).isGreaterThanOrEqualTo((8 + 5.5) * MM);
                    assertThat(ink.box().getMaxX()).isLessThanOrEqualTo((8 + 97 - 6 - code) * MM);
                }
                apart(document.getPage(0));
            }
        }
        out.reset();
        new HandOverList(Locale.ROOT)
                .print(
                        new HandOverList.Heading(school, "6A1", LocalDate.of(2026, 11, 27)),
                        List.of(new HandOverList.Line(PersonName.of(name), "7F3K-92QD", true)),
                        out);
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            inside(document.getPage(0), 10 * MM);
            apart(document.getPage(0));
        }
    }

    static Stream<Arguments> cards() {
        var lot = new Random(80);
        return Stream.generate(() -> Arguments.of(name(lot), school(lot), lot.nextBoolean()))
                .limit(80);
    }

    static Stream<Arguments> badges() {
        var lot = new Random(30);
        return Stream.generate(() -> Arguments.of(name(lot), school(lot))).limit(30);
    }

    /** Each fifth is one word without a place to break it. */
    private static String name(Random lot) {
        return lot.nextInt(5) == 0
                ? lot.ints(1 + lot.nextInt(LONGEST_NAME), 0, UNBROKEN.length())
                        .mapToObj(i -> UNBROKEN.substring(i, i + 1))
                        .collect(Collectors.joining())
                : words(lot, WORDS, 1 + lot.nextInt(14), LONGEST_NAME);
    }

    private static String school(Random lot) {
        String kind = KINDS.get(lot.nextInt(KINDS.size()));
        return (kind + " " + words(lot, OWN, lot.nextInt(7), LONGEST_SCHOOL - kind.length() - 1)).strip();
    }

    /** So many words, or fewer where more would be longer than that. */
    private static String words(Random lot, List<String> from, int count, int longest) {
        String text = from.get(lot.nextInt(from.size()));
        for (int i = 1; i < count; i++) {
            String more = text + " " + from.get(lot.nextInt(from.size()));
            if (more.length() > longest) {
                return text;
            }
            text = more;
        }
        return count == 0 ? "" : text;
    }

    private static void inside(PDPage page, double margin) throws IOException {
        Rectangle2D safe = new Rectangle2D.Double(
                margin,
                margin,
                page.getMediaBox().getWidth() - 2 * margin,
                page.getMediaBox().getHeight() - 2 * margin);
        List<InkBoxes.Ink> letters = InkBoxes.of(page);
        assertThat(letters).isNotEmpty();
        for (InkBoxes.Ink ink : letters) {
            assertThat(safe.contains(ink.box())).as("%s in the safe area", ink).isTrue();
        }
    }

    private static void apart(PDPage page) throws IOException {
        List<InkBoxes.Ink> letters = InkBoxes.of(page);
        for (int i = 0; i < letters.size(); i++) {
            for (int j = i + 1; j < letters.size(); j++) {
                InkBoxes.Ink one = letters.get(i);
                InkBoxes.Ink other = letters.get(j);
                if (Math.abs(one.baseline() - other.baseline()) > 0.5) {
                    assertThat(one.box().intersects(other.box()))
                            .as("%s over %s", one, other)
                            .isFalse();
                }
            }
        }
    }
}
