package vn.khue.signature.decision;

import com.itextpdf.kernel.font.PdfFont;

/** The four styles for one document. */
record Fonts(PdfFont regular, PdfFont bold, PdfFont italic, PdfFont boldItalic) {

    static Fonts forOneDocument() {
        return new Fonts(SerifFonts.regular(), SerifFonts.bold(), SerifFonts.italic(), SerifFonts.boldItalic());
    }
}
