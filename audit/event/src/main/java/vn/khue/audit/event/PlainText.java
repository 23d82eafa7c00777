package vn.khue.audit.event;

import java.text.Normalizer;

/**
 * Text that can stand in a log without acting on it: NFC, no control characters, no line breaks, no direction overrides,
 * no lone surrogates. Guards against log injection (CWE-117) and against text that shows other than it is (CVE-2021-42574).
 */
final class PlainText {

    private static final char REPLACEMENT = '\uFFFD';

    /** Text of smaller characters alone is NFC already (Unicode, NFC quick check), and most is. */
    private static final int FIRST_COMBINING = 0x300;

    private PlainText() {}

    /** Makes any input plain and at most {@code max} UTF-16 units long; never fails, so an act is not lost to its text. */
    static String clean(String text, int max) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
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

    static boolean isPlain(String text) {
        boolean composed = true;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (!isPlain(point)) {
                return false;
            }
            composed &= point < FIRST_COMBINING;
            at += Character.charCount(point);
        }
        return composed || Normalizer.isNormalized(text, Normalizer.Form.NFC);
    }

    private static boolean isPlain(int point) {
        return !Character.isISOControl(point)
                && !(point >= 0x202A && point <= 0x202E)
                && !(point >= 0x2066 && point <= 0x2069)
                && point != 0x2028
                && point != 0x2029
                && !(point >= 0xD800 && point <= 0xDFFF);
    }

    /** Checks a component of the model; the message names the field, not the value, for the value may be hostile. */
    static String require(String field, String text, int max) {
        if (text.isEmpty() || text.length() > max || !isPlain(text)) {
            throw new AuditEventException("Audit event field " + field + ": expected 1 to " + max
                    + " characters of NFC text without control characters, found "
                    + (text.isEmpty()
                            ? "nothing"
                            : text.length() + " characters" + (isPlain(text) ? "" : ", not plain"))
                    + "; clean it with the builder or shorten it");
        }
        return text;
    }
}
