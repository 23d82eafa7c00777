package vn.khue.ecard.print;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * A PDF to be printed at true size: language and title set, scaling and turning of pages prescribed to the viewer, nothing active in
 * it. Belongs to one thread.
 */
final class PrintFile implements AutoCloseable {

    private final PDDocument document = new PDDocument();
    private final CardFonts fonts;

    /** How the printer is to turn the paper. */
    enum Sides {
        ONE(PDViewerPreferences.DUPLEX.Simplex),
        LONG_EDGE(PDViewerPreferences.DUPLEX.DuplexFlipLongEdge);

        private final PDViewerPreferences.DUPLEX duplex;

        Sides(PDViewerPreferences.DUPLEX duplex) {
            this.duplex = duplex;
        }
    }

    PrintFile(String title, String language, Sides sides) throws IOException {
        fonts = new CardFonts(document);
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(title);
        information.setProducer("Khuê");
        document.getDocumentCatalog().setLanguage(language);
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        preferences.setPrintScaling(PDViewerPreferences.PRINT_SCALING.None);
        preferences.setDuplex(sides.duplex);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }

    PDDocument document() {
        return document;
    }

    CardFonts fonts() {
        return fonts;
    }

    PDPage page(double width, double height) {
        PDPage page = new PDPage(new PDRectangle((float) width, (float) height));
        document.addPage(page);
        return page;
    }

    /** The first letter that neither style of the font can show. */
    Optional<String> missingLetter(String... texts) {
        for (String text : texts) {
            int missing = Math.max(fonts.regular().missing(text), fonts.bold().missing(text));
            if (missing >= 0) {
                return Optional.of(String.format(Locale.ROOT, "U+%04X", missing));
            }
        }
        return Optional.empty();
    }

    void save(OutputStream out) throws IOException {
        fonts.subset();
        document.save(out);
    }

    @Override
    public void close() throws IOException {
        document.close();
        fonts.close();
    }
}
