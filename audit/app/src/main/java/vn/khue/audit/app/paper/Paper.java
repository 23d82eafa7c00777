package vn.khue.audit.app.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import vn.khue.audit.app.chart.Bar;
import vn.khue.audit.app.chart.TimeChart;

/** Writes headings, paragraphs, tables and charts one below the other on pages of A4. Measures are points. Not thread-safe. */
public final class Paper implements AutoCloseable {

    private static final float MARGIN = 54;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
    private static final float BOTTOM = MARGIN + 24;
    private static final float TEXT = 10;
    private static final float LEADING = 1.4f;
    private static final float CHART = 70;

    private final PDDocument document = new PDDocument();
    private final PaperFonts fonts;
    private final List<PDPage> pages = new ArrayList<>();
    private PDPageContentStream stream;
    private float y;

    public Paper(String title, Instant made) throws IOException {
        fonts = new PaperFonts(document);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentInformation().setProducer("Khuê");
        document.getDocumentInformation().setCreationDate(GregorianCalendar.from(made.atZone(ZoneOffset.UTC)));
        document.getDocumentCatalog().setLanguage("vi-VN");
        turn();
    }

    private void turn() throws IOException {
        if (stream != null) {
            stream.close();
        }
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        pages.add(page);
        stream = new PDPageContentStream(document, page);
        y = TOP;
    }

    private void need(float height) throws IOException {
        if (y - height < BOTTOM) {
            turn();
        }
    }

    public void title(String text) throws IOException {
        paragraph(text, true, 18);
        y -= 4;
    }

    public void heading(String text) throws IOException {
        need(60);
        y -= 10;
        paragraph(text, true, 13);
        y -= 2;
    }

    public void text(String text) throws IOException {
        paragraph(text, false, TEXT);
    }

    public void strong(String text) throws IOException {
        paragraph(text, true, TEXT);
    }

    /** A name and what it stands for, in two columns. */
    public void fact(String name, String value) throws IOException {
        row(new float[] {0.28f, 0.72f}, false, name, value);
    }

    private void paragraph(String text, boolean strong, float size) throws IOException {
        for (String line : lines(text, strong, size, WIDTH)) {
            need(size * LEADING);
            y -= size * LEADING;
            write(line, strong, size, MARGIN, y);
        }
    }

    /**
     * A line of a table; cells are broken into lines as needed.
     *
     * @param shares of the width, together 1
     */
    public void row(float[] shares, boolean strong, String... cells) throws IOException {
        List<List<String>> broken = new ArrayList<>();
        int most = 1;
        for (int i = 0; i < cells.length; i++) {
            List<String> lines = lines(cells[i], strong, TEXT, WIDTH * shares[i] - 6);
            broken.add(lines);
            most = Math.max(most, lines.size());
        }
        need(most * TEXT * LEADING);
        float x = MARGIN;
        for (int i = 0; i < cells.length; i++) {
            float at = y;
            for (String line : broken.get(i)) {
                at -= TEXT * LEADING;
                write(line, strong, TEXT, x, at);
            }
            x += WIDTH * shares[i];
        }
        y -= most * TEXT * LEADING;
    }

    /** Columns over time; the numbers stand beside in words. */
    public void chart(TimeChart chart, String words) throws IOException {
        need(CHART + 3 * TEXT * LEADING);
        float scaleX = WIDTH / TimeChart.WIDTH;
        float scaleY = CHART / TimeChart.HEIGHT;
        float base = y - 6 - CHART;
        stream.setNonStrokingColor(0x22 / 255f, 0x43 / 255f, 0x8f / 255f);
        for (TimeChart.Column each : chart.columns()) {
            if (each.value() > 0) {
                stream.addRect(
                        MARGIN + (float) each.x() * scaleX,
                        base,
                        (float) each.width() * scaleX,
                        (float) each.height() * scaleY);
                stream.fill();
            }
        }
        stream.setNonStrokingColor(0f, 0f, 0f);
        stream.addRect(MARGIN, base - 0.5f, WIDTH, 0.5f);
        stream.fill();
        y = base;
        text(words);
    }

    /** A line with a bar: its name, the bar, how many. */
    public void bar(Bar bar) throws IOException {
        row(new float[] {0.4f, 0.45f, 0.15f}, false, bar.name(), "", Long.toString(bar.value()));
        if (bar.width() > 0) {
            stream.setNonStrokingColor(0x22 / 255f, 0x43 / 255f, 0x8f / 255f);
            stream.addRect(MARGIN + 0.4f * WIDTH, y + 2, 0.43f * WIDTH * bar.width() / 100, TEXT * 0.7f);
            stream.fill();
            stream.setNonStrokingColor(0f, 0f, 0f);
        }
    }

    private List<String> lines(String text, boolean strong, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : fonts.shown(text).strip().split(" +")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (fonts.width(longer, strong, size) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = word;
            while (fonts.width(line, strong, size) > width) {
                int fits = fitting(line, strong, size, width);
                lines.add(line.substring(0, fits));
                line = line.substring(fits);
            }
        }
        lines.add(line);
        return lines;
    }

    /** How many letters of a word that is longer than a line. */
    private int fitting(String word, boolean strong, float size, float width) throws IOException {
        int fits = 1;
        while (fits < word.length() && fonts.width(word.substring(0, fits + 1), strong, size) <= width) {
            fits++;
        }
        return fits;
    }

    private void write(String text, boolean strong, float size, float x, float baseline) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        stream.beginText();
        stream.setFont(fonts.of(strong), size);
        stream.newLineAtOffset(x, baseline);
        stream.showText(text);
        stream.endText();
    }

    /** Numbers the pages and gives the file. */
    public byte[] finished(String foot) throws IOException {
        stream.close();
        for (int i = 0; i < pages.size(); i++) {
            try (PDPageContentStream page = new PDPageContentStream(
                    document, pages.get(i), PDPageContentStream.AppendMode.APPEND, true, true)) {
                page.beginText();
                page.setFont(fonts.of(false), 8);
                page.newLineAtOffset(MARGIN, MARGIN);
                page.showText(fonts.shown(foot + " · " + (i + 1) + "/" + pages.size()));
                page.endText();
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    /** Shares of the width by weights. */
    public static float[] shares(float... weights) {
        double sum = 0;
        for (float each : weights) {
            sum += each;
        }
        float[] shares = Arrays.copyOf(weights, weights.length);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (weights[i] / sum);
        }
        return shares;
    }

    @Override
    public void close() throws IOException {
        fonts.close();
        document.close();
    }
}
