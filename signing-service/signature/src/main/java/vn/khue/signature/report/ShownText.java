package vn.khue.signature.report;

import com.itextpdf.kernel.font.PdfFont;
import java.text.Normalizer;

/**
 * Text of strangers as it may stand on the page: NFC, one line, without characters that are invisible or that turn the
 * direction of reading (a name could otherwise look like another), at most {@value #LONGEST} characters, and with a visible
 * mark for each letter that the font does not have, so that none is lost unseen.
 */
record ShownText(PdfFont font) {

    static final int LONGEST = 600;

    private static final int MISSING = '?';

    String of(String text) {
        StringBuilder shown = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .limit(LONGEST)
                .map(this::visible)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private int visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> MISSING;
            default -> font.containsGlyph(codePoint) ? codePoint : MISSING;
        };
    }
}
