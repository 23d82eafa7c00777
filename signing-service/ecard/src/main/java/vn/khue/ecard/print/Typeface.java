package vn.khue.ecard.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fontbox.util.BoundingBox;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * One style of the font in one file: what PDFBox writes with, and the measures of its letters. Lengths are parts of the font size.
 * Belongs to one document and one thread.
 */
final class Typeface {

    private final PDFont font;
    private final TrueTypeFont program;
    private final CmapLookup letters;
    private final double unit;
    private final Map<Integer, Extent> extents = new HashMap<>();

    /** How far a letter or a text reaches: pen advance; ink to the left of the start, right of the end, above and below the line. */
    record Extent(double advance, double left, double right, double top, double bottom) {}

    Typeface(PDFont font, TrueTypeFont program) throws IOException {
        this.font = font;
        this.program = program;
        this.letters = program.getUnicodeCmapLookup();
        this.unit = program.getUnitsPerEm();
    }

    PDFont font() {
        return font;
    }

    /** The first letter of the text that the font cannot show, or -1. */
    int missing(String text) {
        return text.codePoints()
                .filter(c -> letters.getGlyphId(c) == 0)
                .findFirst()
                .orElse(-1);
    }

    /** How far the text reaches, with the ink of letters that hang over their advance. */
    Extent extent(String text) {
        double advance = 0;
        double left = 0;
        double right = 0;
        double top = 0;
        double bottom = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            Extent letter = letter(c);
            left = Math.min(left, advance + letter.left);
            right = Math.max(right, advance + letter.right);
            top = Math.max(top, letter.top);
            bottom = Math.min(bottom, letter.bottom);
            advance += letter.advance;
        }
        return new Extent(advance, left, Math.max(right, advance), top, bottom);
    }

    /** Width of the text with overhanging ink. */
    double width(String text) {
        Extent extent = extent(text);
        return extent.right - extent.left;
    }

    private Extent letter(int codePoint) {
        Extent known = extents.get(codePoint);
        if (known == null) {
            known = measure(codePoint);
            extents.put(codePoint, known);
        }
        return known;
    }

    private Extent measure(int codePoint) {
        try {
            int glyph = letters.getGlyphId(codePoint);
            double advance = program.getAdvanceWidth(glyph) / unit;
            GlyphData data = program.getGlyph().getGlyph(glyph);
            if (data == null) {
                return new Extent(advance, 0, advance, 0, 0);
            }
            BoundingBox box = data.getBoundingBox();
            return new Extent(
                    advance,
                    box.getLowerLeftX() / unit,
                    box.getUpperRightX() / unit,
                    box.getUpperRightY() / unit,
                    box.getLowerLeftY() / unit);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "expected the letter U+" + Integer.toHexString(codePoint) + " in the font", e);
        }
    }
}
