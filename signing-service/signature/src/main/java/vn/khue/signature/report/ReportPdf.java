package vn.khue.signature.report;

import com.itextpdf.io.source.ByteArrayOutputStream;
import com.itextpdf.kernel.geom.PageSize;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfString;
import com.itextpdf.kernel.pdf.PdfVersion;
import com.itextpdf.kernel.pdf.PdfViewerPreferences;
import com.itextpdf.kernel.pdf.PdfWriter;
import com.itextpdf.kernel.pdf.WriterProperties;
import com.itextpdf.layout.Document;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import vn.khue.signature.validation.ReportText;
import vn.khue.signature.validation.ValidationReport;

/**
 * The report as a PDF to print and file: A4, tagged, with an embedded font, in the words of {@link ReportText} and so with the
 * seven facts of research/law.md R2.27 for each signature. Vietnamese unless the locale is English. Thread-safe.
 */
public final class ReportPdf {

    private static final float MM = 72 / 25.4f;
    private static final float MARGIN = 20 * MM;

    private final ReportText words;
    private final ResourceBundle bundle;
    private final Locale locale;

    /** For readers of this language. */
    public ReportPdf(Locale locale) {
        this.locale = locale;
        this.words = new ReportText(locale);
        this.bundle = ResourceBundle.getBundle(
                "vn.khue.signature.report.report",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** What the file says of itself: whether the service that made it has put its seal on it. */
    enum Seal {
        /** Nothing: it is for the reader's own use. */
        NOT_SPOKEN_OF,
        SEALED,
        KEY_AWAY
    }

    /**
     * The whole file, in memory: some tens of kilobytes, at most {@link ReportPages#MOST_SIGNATURES} signatures and
     * {@link ReportPages#MOST_PROBLEMS} problems; the JSON form has all of them.
     *
     * @param report what was concluded; its texts are hostile, and shown as text only
     */
    public byte[] write(ValidationReport report) {
        return write(report, Seal.NOT_SPOKEN_OF);
    }

    byte[] write(ValidationReport report, Seal seal) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PdfDocument pdf =
                new PdfDocument(new PdfWriter(out, new WriterProperties().setPdfVersion(PdfVersion.PDF_1_7)))) {
            pdf.setTagged();
            pdf.getCatalog().setLang(new PdfString(locale.getLanguage().equals("en") ? "en" : "vi-VN"));
            pdf.getCatalog().setViewerPreferences(new PdfViewerPreferences().setDisplayDocTitle(true));
            pdf.getDocumentInfo().setTitle(text("title"));
            try (Document document = new Document(pdf, PageSize.A4, false)) {
                document.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
                new ReportPages(document, words, this::text).lay(report, seal);
            }
        }
        return out.toByteArray();
    }

    private String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }
}
