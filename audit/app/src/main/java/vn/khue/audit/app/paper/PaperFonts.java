package vn.khue.audit.app.paper;

import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Liberation Sans (SIL OFL 1.1), upright and bold, with all Vietnamese letters. Substitution of letters by the font is off: a ligature
 * would be one letter to whoever copies the text out. Belongs to one document.
 */
final class PaperFonts implements AutoCloseable {

    private final TrueTypeFont regularProgram;
    private final TrueTypeFont boldProgram;
    private final CmapLookup letters;
    private final PDFont regular;
    private final PDFont bold;

    PaperFonts(PDDocument document) throws IOException {
        regularProgram = parse("Regular");
        boldProgram = parse("Bold");
        letters = regularProgram.getUnicodeCmapLookup();
        regular = PDType0Font.load(document, regularProgram, true);
        bold = PDType0Font.load(document, boldProgram, true);
    }

    private static TrueTypeFont parse(String style) throws IOException {
        String path = "/liberation/LiberationSans-" + style + ".ttf";
        try (InputStream in = PaperFonts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("expected " + path + " of openpdf-fonts-extra on the class path, found nothing");
            }
            TrueTypeFont program = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
            program.setEnableGsub(false);
            return program;
        }
    }

    PDFont of(boolean strong) {
        return strong ? bold : regular;
    }

    /** The same with a question mark for each letter that the font cannot show; what cannot be seen is left out. */
    String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> !Character.isISOControl(c))
                .forEach(c -> shown.appendCodePoint(letters.getGlyphId(c) == 0 ? '?' : c));
        return shown.toString();
    }

    float width(String text, boolean strong, float size) throws IOException {
        return of(strong).getStringWidth(text) / 1000 * size;
    }

    @Override
    public void close() throws IOException {
        regularProgram.close();
        boldProgram.close();
    }
}
