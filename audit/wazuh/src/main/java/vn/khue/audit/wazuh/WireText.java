package vn.khue.audit.wazuh;

import java.text.Normalizer;

/** Text of others that can stand in a log or on a page without acting on it: NFC, no control characters, no direction overrides. */
final class WireText {

    private static final char REPLACEMENT = '\uFFFD';

    private WireText() {}

    /** Never fails; at most {@code max} UTF-16 units. */
    static String clean(String text, int max) {
        String cut = text.length() > 2 * max ? text.substring(0, 2 * max) : text;
        String normal = Normalizer.normalize(cut, Normalizer.Form.NFC);
        StringBuilder plain = new StringBuilder(Math.min(normal.length(), max));
        int at = 0;
        while (at < normal.length()) {
            int point = normal.codePointAt(at);
            int width = Character.charCount(point);
            if (plain.length() + width > max) {
                break;
            }
            plain.appendCodePoint(isPlain(point) ? point : REPLACEMENT);
            at += width;
        }
        return plain.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> !(point >= 0x202A && point <= 0x202E) && !(point >= 0x2066 && point <= 0x2069);
        };
    }
}
