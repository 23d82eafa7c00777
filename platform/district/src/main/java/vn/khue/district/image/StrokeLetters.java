package vn.khue.district.image;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Vietnamese capitals and digits as strokes, so that no font is needed. A capital is 10 high, on a baseline at 0, with y upwards; marks
 * stand above 10 and below 0. What is not known is left blank. Thread-safe.
 */
final class StrokeLetters {

    /** Height of a capital without marks. */
    static final double CAPITAL = 10;

    private static final double GAP = 2.6;
    private static final double SPACE = 3.4;
    private static final double WIDE = 7;
    private static final double USUAL = 6;

    private static final Map<Character, String> LETTERS = new HashMap<>();

    static {
        put("A", "0,0 3,10 6,0;1.2,4 4.8,4");
        put("B", "0,0 0,10;~0,10 4,9.7 4.8,7.6 3.8,5.4 0,5.2;~0,5.2 4.5,4.8 5.6,2.6 4.4,0.3 0,0");
        put("C", "~6,8.2 4.5,9.8 2.5,10 0.6,8 0,5 0.6,2 2.5,0 4.5,0.2 6,1.8");
        put("D", "0,0 0,10;~0,10 3.6,9.4 5.8,7 5.8,3 3.6,0.6 0,0");
        put("\u0110", "0,0 0,10;~0,10 3.6,9.4 5.8,7 5.8,3 3.6,0.6 0,0;-1.4,5 2.6,5");
        put("E", "5,10 0,10 0,0 5,0;0,5.2 4,5.2");
        put("F", "5,10 0,10 0,0;0,5.2 4,5.2");
        put("G", "~6,8.2 4.5,9.8 2.5,10 0.6,8 0,5 0.6,2 2.5,0 4.6,0.3 6,2;6,2 6,4.6 3.6,4.6");
        put("H", "0,0 0,10;6,0 6,10;0,5 6,5");
        put("I", "1,0 1,10");
        put("J", "~4,10 4,3 3.2,0.8 1.6,0 0,1.4");
        put("K", "0,0 0,10;5.6,10 0,4.4;2,6.2 6,0");
        put("L", "0,10 0,0 5,0");
        put("M", "0,0 0,10 3.5,3 7,10 7,0");
        put("N", "0,0 0,10 6,0 6,10");
        put("O", "~3,10 0.8,8.4 0,5 0.8,1.6 3,0 5.2,1.6 6,5 5.2,8.4 3,10");
        put("P", "0,0 0,10;~0,10 4.4,9.7 5.6,7.4 4.4,5 0,4.7");
        put("Q", "~3,10 0.8,8.4 0,5 0.8,1.6 3,0 5.2,1.6 6,5 5.2,8.4 3,10;3.8,2.6 6.4,-0.8");
        put("R", "0,0 0,10;~0,10 4.4,9.7 5.6,7.4 4.4,5 0,4.7;2.8,4.7 6,0");
        put("S", "~5.6,8.4 4,9.9 1.8,9.8 0.4,7.8 1.6,5.9 4.2,4.6 5.6,2.4 4,0.2 1.8,0 0,1.6");
        put("T", "0,10 6,10;3,10 3,0");
        put("U", "~0,10 0,3.4 1.2,0.7 3,0 4.8,0.7 6,3.4 6,10");
        put("V", "0,10 3,0 6,10");
        put("W", "0,10 1.8,0 3.5,7 5.2,0 7,10");
        put("X", "0,0 6,10;0,10 6,0");
        put("Y", "0,10 3,5 6,10;3,5 3,0");
        put("Z", "0,10 6,10 0,0 6,0");
        put("0", "~2.8,10 0.8,8.4 0,5 0.8,1.6 2.8,0 4.8,1.6 5.6,5 4.8,8.4 2.8,10");
        put("1", "0.6,8 2.4,10 2.4,0");
        put("2", "~0.2,7.8 1.4,9.8 3.6,10 5,8.2 4.4,6 0,0;0,0 5.4,0");
        put("3", "~0.2,9 2.4,10 4.6,8.8 4.4,6.4 2,5.4;~2,5.4 5,4.6 5.2,1.8 3,0 0,1");
        put("4", "4,0 4,10 0,3 5.6,3");
        put("5", "5,10 0.8,10 0.4,5.6;~0.4,5.6 3,6.4 5.2,4.4 5,1.6 2.8,0 0,1");
        put("6", "~4.6,9.6 2,8.4 0.2,4.4 0.8,1 2.8,0 5,1.4 5.2,3.8 3.2,5.8 0.6,4.4");
        put("7", "0,10 5.4,10 2,0");
        put("8", "~2.8,5.4 0.6,6.8 0.8,9 2.8,10 4.8,9 5,6.8 2.8,5.4 0.2,3.6 0.4,1 2.8,0 5.2,1 5.4,3.6 2.8,5.4");
        put("9", "~0.8,0.4 3.4,1.6 5.2,5.6 4.6,9 2.6,10 0.4,8.6 0.2,6.2 2.2,4.2 4.8,5.6");
        put("-", "0.6,5 3.4,5");
        put(".", "0.8,0 1.2,0");
        put("&", "~6,0 1.4,7 1.6,9.6 3.2,9.8 3.8,8 0.6,4.2 0,1.8 1.8,0 4,0.6 6,4");
    }

    private StrokeLetters() {}

    /** One letter with its marks, its left edge at x = 0. */
    record Letter(Path2D path, double width) {

        /** From its left edge to that of the next. */
        double advance() {
            return width + GAP;
        }
    }

    /** The letter of one code point in NFC; small letters are drawn as capitals. */
    static Letter letter(String codePoint) {
        String upper = codePoint.toUpperCase(Locale.forLanguageTag("vi"));
        String parts = Normalizer.normalize(upper, Normalizer.Form.NFD);
        char base = parts.charAt(0);
        String strokes = LETTERS.get(base);
        if (strokes == null) {
            return new Letter(new Path2D.Double(), SPACE);
        }
        double width = width(base);
        var path = new Path2D.Double(Strokes.path(strokes));
        boolean raised = parts.indexOf('\u0302') > 0 || parts.indexOf('\u0306') > 0;
        for (int i = 1; i < parts.length(); i++) {
            path.append(mark(parts.charAt(i), width, raised), false);
        }
        return new Letter(path, width);
    }

    /** Width of a text in the same units. */
    static double width(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .mapToDouble(letter -> letter(letter).advance())
                .sum();
    }

    private static double width(char base) {
        return switch (base) {
            case 'M', 'W' -> WIDE;
            case 'I', '.' -> 2;
            case '-', '1' -> 4;
            default -> USUAL;
        };
    }

    /** A mark in the middle of the letter; a tone stands above a circumflex or breve. */
    private static Path2D mark(char mark, double width, boolean raised) {
        double up = raised ? 2.4 : 0;
        String strokes =
                switch (mark) {
                    case '\u0302' -> "-1.7,10.9 0,12.6 1.7,10.9";
                    case '\u0306' -> "~-1.7,12.6 0,11.1 1.7,12.6";
                    case '\u0300' -> "-1.3,13 0.6,11.2";
                    case '\u0301' -> "-0.6,11.2 1.3,13";
                    case '\u0309' -> "~-0.7,12.7 0.5,13.4 0.9,12.4 0,11.7 0,11";
                    case '\u0303' -> "~-1.7,11.4 -0.7,12.4 0.6,11.6 1.7,12.6";
                    case '\u0323' -> "-0.2,-2 0.2,-2";
                    case '\u031B' ->
                        "~" + (width / 2 - 0.2) + ",9.4 " + (width / 2 + 1) + ",10.4 " + (width / 2 + 0.8) + ",11.8";
                    default -> "";
                };
        if (strokes.isEmpty()) {
            return new Path2D.Double();
        }
        boolean tone = mark == '\u0300' || mark == '\u0301' || mark == '\u0309' || mark == '\u0303';
        Path2D path = Strokes.path(strokes);
        path.transform(AffineTransform.getTranslateInstance(width / 2, tone ? up : 0));
        return path;
    }

    private static void put(String letter, String strokes) {
        LETTERS.put(letter.charAt(0), strokes);
    }
}
