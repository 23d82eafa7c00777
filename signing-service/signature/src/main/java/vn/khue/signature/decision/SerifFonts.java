package vn.khue.signature.decision;

import com.itextpdf.io.font.FontProgram;
import com.itextpdf.io.font.FontProgramFactory;
import com.itextpdf.io.font.PdfEncodings;
import com.itextpdf.kernel.font.PdfFont;
import com.itextpdf.kernel.font.PdfFontFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Liberation Serif: the metrics of Times New Roman, which Nghị định 30 asks for, under a free licence (SIL OFL 1.1) and with all
 * Vietnamese letters. Only the glyphs used are embedded. A font belongs to one document, the parsed program to all.
 */
public final class SerifFonts {

    private static final class Programs {
        static final FontProgram REGULAR = load("Regular");
        static final FontProgram BOLD = load("Bold");
        static final FontProgram ITALIC = load("Italic");
        static final FontProgram BOLD_ITALIC = load("BoldItalic");
    }

    private SerifFonts() {}

    private static FontProgram load(String style) {
        String path = "/liberation/LiberationSerif-" + style + ".ttf";
        try (InputStream in = SerifFonts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("expected " + path + " of openpdf-fonts-extra on the class path, found nothing");
            }
            return FontProgramFactory.createFont(in.readAllBytes(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PdfFont font(FontProgram program) {
        return PdfFontFactory.createFont(
                program, PdfEncodings.IDENTITY_H, PdfFontFactory.EmbeddingStrategy.FORCE_EMBEDDED);
    }

    /** Upright. */
    public static PdfFont regular() {
        return font(Programs.REGULAR);
    }

    /** Bold. */
    public static PdfFont bold() {
        return font(Programs.BOLD);
    }

    /** Italic. */
    public static PdfFont italic() {
        return font(Programs.ITALIC);
    }

    /** Bold italic. */
    public static PdfFont boldItalic() {
        return font(Programs.BOLD_ITALIC);
    }
}
