package vn.khue.ecard.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.ecard.qr.CardText;

class CardSymbolsTest {

    private static final String BASE = "https://the.edu.vn/v#";

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 340, 459, 634})
    void whatIsReadIsWhatWasGiven(int digits) throws Exception {
        String text = BASE + digits(digits, 7);
        assertThat(ReadSymbols.of(made(text))).isEqualTo(text);
    }

    /** 261 bytes, the most that an issuer signs, are 37 groups of 17 digits and 5 for the last two bytes. */
    @Test
    void theLargestCardFitsIntoVersionTwelve() throws Exception {
        String text = BASE + digits(37 * 17 + 5, 1);
        Symbol symbol = made(text);
        assertThat(symbol.version()).isEqualTo(CardSymbols.MAX_VERSION);
        assertThat(symbol.size()).isEqualTo(65);
        assertThat(ReadSymbols.of(symbol)).isEqualTo(text);
    }

    @Test
    void twoSegmentsTakeLessRoomThanOne() {
        String digits = digits(400, 3);
        int two = made(BASE + digits).version();
        int one = io.nayuki.qrcodegen.QrCode.encodeText(BASE + digits, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM).version;
        assertThat(two).isLessThan(one);
    }

    @Test
    void aLongerOneIsRefused() {
        assertThat(CardSymbols.of(BASE + digits(700, 2)))
                .isInstanceOfSatisfying(
                        SymbolResult.Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(SymbolProblem.TOO_LONG));
        assertThat(CardSymbols.of(BASE + "1".repeat(2_000_000)))
                .isInstanceOfSatisfying(
                        SymbolResult.Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(SymbolProblem.TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "#1",
                "https://the.edu.vn/v#",
                "https://the.edu.vn/v",
                "https://the.edu.vn/v#12a",
                "https://thẻ.vn/v#1",
                "https://the.edu.vn/v#١٢",
                "https://the.edu.vn/ v#1",
                "https://the.edu.vn/v##1"
            })
    void whatIsNoCardIsRefused(String text) {
        assertThat(CardSymbols.of(text))
                .isInstanceOfSatisfying(
                        SymbolResult.Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(SymbolProblem.NOT_A_CARD_TEXT));
    }

    @Test
    void rectanglesCoverEachDarkModuleOnceAndNoOther() {
        String text = BASE + digits(500, 5);
        Symbol symbol = made(text);
        var code = io.nayuki.qrcodegen.QrCode.encodeSegments(
                java.util.List.of(
                        io.nayuki.qrcodegen.QrSegment.makeBytes(
                                BASE.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                        io.nayuki.qrcodegen.QrSegment.makeNumeric(digits(500, 5))),
                io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM,
                1,
                12,
                0,
                false);
        int[][] covered = new int[symbol.size()][symbol.size()];
        for (Symbol.Run run : symbol.runs()) {
            for (int y = run.y(); y < run.y() + run.height(); y++) {
                for (int x = run.x(); x < run.x() + run.width(); x++) {
                    covered[y][x]++;
                }
            }
        }
        for (int y = 0; y < symbol.size(); y++) {
            for (int x = 0; x < symbol.size(); x++) {
                assertThat(covered[y][x]).isEqualTo(code.getModule(x, y) ? 1 : 0);
            }
        }
    }

    @Test
    void theLongestCardOfEveryAddressHasItsCodeAndALongerOneHasNone() {
        for (int more = 0; more < 60; more++) {
            String base = "https://a" + "b".repeat(more) + ".vn";
            int most = CardText.mostBytesInPrint(base);
            assertThat(CardSymbols.of(CardText.of(base, new byte[most])))
                    .as(base)
                    .isInstanceOf(SymbolResult.Made.class);
            if (most < CardText.MOST_BYTES_IN_PRINT) {
                assertThat(CardSymbols.of(CardText.of(base, new byte[most + 1])))
                        .as(base)
                        .isInstanceOf(SymbolResult.Refused.class);
            }
        }
        assertThat(CardText.mostBytesInPrint("https://the.edu.vn")).isEqualTo(CardText.MOST_BYTES_IN_PRINT);
    }

    @Test
    void aBadgesCodeIsSmallAndRead() throws Exception {
        String token = "KHUE1.ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRST";
        Symbol symbol = ((SymbolResult.Made) BadgeSymbols.of(token)).symbol();
        assertThat(symbol.version()).isLessThanOrEqualTo(BadgeSymbols.MAX_VERSION);
        assertThat(ReadSymbols.of(symbol)).isEqualTo(token);
        assertThat(BadgeSymbols.of("x".repeat(200))).isInstanceOf(SymbolResult.Refused.class);
        assertThat(BadgeSymbols.of("")).isInstanceOf(SymbolResult.Refused.class);
    }

    private static Symbol made(String text) {
        return ((SymbolResult.Made) CardSymbols.of(text)).symbol();
    }

    /** Digits that follow from the seed. */
    static String digits(int count, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
