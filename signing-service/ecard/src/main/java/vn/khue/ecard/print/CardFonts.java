package vn.khue.ecard.print;

import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Liberation Sans (SIL OFL 1.1), upright and bold, with all Vietnamese letters; embedded once a file with the letters used. Substitution
 * of letters by the font is off: a ligature would be one letter to whoever copies the text out.
 */
final class CardFonts implements AutoCloseable {

    private final TrueTypeFont regularProgram;
    private final TrueTypeFont boldProgram;
    private final Typeface regular;
    private final Typeface bold;

    CardFonts(PDDocument document) throws IOException {
        regularProgram = parse("Regular");
        boldProgram = parse("Bold");
        regular = new Typeface(PDType0Font.load(document, regularProgram, true), regularProgram);
        bold = new Typeface(PDType0Font.load(document, boldProgram, true), boldProgram);
    }

    private static TrueTypeFont parse(String style) throws IOException {
        String path = "/liberation/LiberationSans-" + style + ".ttf";
        try (InputStream in = CardFonts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("expected " + path + " of openpdf-fonts-extra on the class path, found nothing");
            }
            TrueTypeFont program = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
            program.setEnableGsub(false);
            return program;
        }
    }

    Typeface regular() {
        return regular;
    }

    Typeface bold() {
        return bold;
    }

    /** Cuts the letters used out of the programs and embeds them; once, when all is drawn. */
    void subset() throws IOException {
        regular.font().subset();
        bold.font().subset();
    }

    /** To be closed after the document was saved: only then are the letters cut out of the programs. */
    @Override
    public void close() throws IOException {
        regularProgram.close();
        boldProgram.close();
    }
}
