package vn.khue.signature.appearance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import vn.khue.signature.SignatureFailure;

/**
 * Finds the place of the person's signature image: centred between the title line and the name line of the signer (Nghị định
 * 30/2020/NĐ-CP, PL I, II.7.đ), by the positions of the text on the last pages. Stateless.
 */
public final class PlacementFinder {

    private static final int LAST_PAGES = 5;
    private static final double MAX_WIDTH_MM = 45;
    private static final double MAX_HEIGHT_MM = 20;
    private static final double LEAST_GAP = 14;
    private static final double MOST_GAP = 260;
    private static final double AIR = 3;

    /**
     * @param pdf a file that the intake accepted
     * @param lines the signer's two lines
     * @param image whose shape the box takes; at most 45 mm wide and 20 mm high
     * @return the box, or empty where the two lines are not found one above the other on one of the last five pages
     * @throws SignatureFailure UNREADABLE_PDF
     */
    public Optional<PageBox> find(Path pdf, SignerLines lines, PersonSignatureImage image) throws SignatureFailure {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            int pages = document.getNumberOfPages();
            for (int page = pages; page > Math.max(0, pages - LAST_PAGES); page--) {
                Optional<PageBox> box = onPage(document, page, lines, image);
                if (box.isPresent()) {
                    return box;
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // PDFBox answers files it cannot read with many kinds of exception.
            throw new SignatureFailure(
                    SignatureFailure.Reason.UNREADABLE_PDF,
                    "expected text that can be read, found a file that PDFBox cannot read; choose the place by hand",
                    e);
        }
    }

    private static Optional<PageBox> onPage(
            PDDocument document, int number, SignerLines lines, PersonSignatureImage image) throws IOException {
        String title = TextLines.normal(lines.title());
        String name = TextLines.normal(lines.name());
        List<TextLines.Line> found = TextLines.of(document, number);
        Optional<PageBox> best = Optional.empty();
        for (TextLines.Line upper : found) {
            if (!upper.text().equals(title)) {
                continue;
            }
            for (TextLines.Line lower : found) {
                double gap = lower.top() - upper.baseline();
                boolean below = gap >= LEAST_GAP && gap <= MOST_GAP;
                boolean aligned = Math.abs(upper.centre() - lower.centre()) <= 60;
                if (below && aligned && lower.text().equals(name)) {
                    // The last pair on the page wins: an earlier one may stand in the text.
                    best = Optional.of(between(document.getPage(number - 1), number, upper, lower, image));
                }
            }
        }
        return best;
    }

    private static PageBox between(
            PDPage page, int number, TextLines.Line upper, TextLines.Line lower, PersonSignatureImage image) {
        double unit = page.getUserUnit();
        PDRectangle crop = page.getCropBox();
        double pageHeight = unit * (page.getRotation() % 180 != 0 ? crop.getWidth() : crop.getHeight());
        // The descenders and the marks under the title's letters need some air.
        double from = (upper.baseline() + AIR) * unit;
        double to = (lower.top() - AIR) * unit;
        double height = Math.min(to - from, MAX_HEIGHT_MM * PageBox.POINTS_PER_MM);
        double width = height * image.width() / image.height();
        if (width > MAX_WIDTH_MM * PageBox.POINTS_PER_MM) {
            width = MAX_WIDTH_MM * PageBox.POINTS_PER_MM;
            height = width * image.height() / image.width();
        }
        double centreX = (upper.centre() + lower.centre()) / 2 * unit;
        double centreY = pageHeight - (from + to) / 2;
        return new PageBox(number, centreX - width / 2, centreY - height / 2, width, height);
    }
}
