package vn.khue.signature.appearance;

import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Lines of a page with their places. A wide gap ends a line, so that two blocks side by side ("Nơi nhận" and the signature) are
 * two lines.
 */
final class TextLines extends PDFTextStripper {

    private static final int MAX_GLYPHS = 100_000;

    private final List<TextPosition> glyphs = new ArrayList<>();

    private TextLines() {}

    /**
     * A line; coordinates as displayed, y downwards from the top, user units.
     *
     * @param text NFC, in capitals, single spaces
     * @param left left edge
     * @param right right edge
     * @param top upper edge of its letters
     * @param baseline where its letters stand
     */
    record Line(String text, double left, double right, double top, double baseline) {
        double centre() {
            return (left + right) / 2;
        }
    }

    static List<Line> of(PDDocument document, int page) throws IOException {
        TextLines stripper = new TextLines();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        stripper.writeText(document, Writer.nullWriter());
        return stripper.lines();
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        if (glyphs.size() < MAX_GLYPHS && !text.getUnicode().isBlank()) {
            glyphs.add(text);
        }
    }

    private List<Line> lines() {
        glyphs.sort(Comparator.comparingDouble(TextPosition::getY));
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= glyphs.size(); i++) {
            boolean ends = i == glyphs.size()
                    || glyphs.get(i).getY() - glyphs.get(i - 1).getY() > 0.4 * size(glyphs.get(i - 1));
            if (ends) {
                List<TextPosition> row = new ArrayList<>(glyphs.subList(start, i));
                row.sort(Comparator.comparingDouble(TextPosition::getX));
                split(row, lines);
                start = i;
            }
        }
        return lines;
    }

    private static double size(TextPosition glyph) {
        return Math.max(1, glyph.getFontSizeInPt());
    }

    private static void split(List<TextPosition> row, List<Line> lines) {
        List<TextPosition> part = new ArrayList<>();
        for (TextPosition glyph : row) {
            if (!part.isEmpty() && gap(part, glyph) > 1.5 * size(glyph)) {
                lines.add(line(part));
                part.clear();
            }
            part.add(glyph);
        }
        if (!part.isEmpty()) {
            lines.add(line(part));
        }
    }

    private static double gap(List<TextPosition> part, TextPosition next) {
        TextPosition last = part.get(part.size() - 1);
        return next.getX() - last.getX() - last.getWidth();
    }

    private static Line line(List<TextPosition> part) {
        StringBuilder text = new StringBuilder();
        List<TextPosition> done = new ArrayList<>();
        double top = Double.MAX_VALUE;
        double baseline = 0;
        for (TextPosition glyph : part) {
            if (!done.isEmpty() && gap(done, glyph) > 0.15 * size(glyph)) {
                text.append(' ');
            }
            text.append(glyph.getUnicode());
            done.add(glyph);
            top = Math.min(top, glyph.getY() - size(glyph) * 0.75);
            baseline = Math.max(baseline, glyph.getY());
        }
        TextPosition last = part.get(part.size() - 1);
        return new Line(normal(text.toString()), part.get(0).getX(), last.getX() + last.getWidth(), top, baseline);
    }

    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
