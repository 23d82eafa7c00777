package vn.khue.signature.decision;

import com.itextpdf.kernel.font.PdfFont;
import com.itextpdf.kernel.geom.Rectangle;
import com.itextpdf.kernel.pdf.canvas.PdfCanvas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The upper part of the first page: names, national motto, number and date with room for their fields. */
final class DecisionHeader {

    private static final String COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    private static final String MOTTO = "Độc lập - Tự do - Hạnh phúc";
    private static final float LINE = 16;
    private static final float FIELD_HEIGHT = 16;
    /** Where a field's text stands above its lower edge; see the filler of fields. */
    private static final float FIELD_BASELINE = 4.36f;

    private static final float SIZE = 13;

    private final PdfCanvas canvas;
    private final Fonts fonts;
    private final Page page;

    /**
     * @param left left margin, points
     * @param width between the margins
     * @param top upper margin's edge
     */
    record Page(float left, float width, float top) {}

    /**
     * @param number field of the number
     * @param date field of the date
     * @param bottom where the header ends
     */
    record Places(Rectangle number, Rectangle date, float bottom) {}

    DecisionHeader(PdfCanvas canvas, Fonts fonts, Page page) {
        this.canvas = canvas;
        this.fonts = fonts;
        this.page = page;
    }

    Places draw(Decision decision) {
        float leftWidth = page.width() * 0.40f;
        float leftCentre = page.left() + leftWidth / 2;
        float rightCentre = page.left() + leftWidth + (page.width() - leftWidth) / 2;
        float y = page.top() - SIZE;
        float left = y;
        for (String line : wrap(decision.parent().toUpperCase(Locale.ROOT), fonts.regular(), leftWidth - 6)) {
            left = centred(line, fonts.regular(), SIZE, leftCentre, left);
        }
        for (String line : wrap(decision.issuer().toUpperCase(Locale.ROOT), fonts.bold(), leftWidth - 6)) {
            left = centred(line, fonts.bold(), SIZE, leftCentre, left);
        }
        rule(leftCentre, leftWidth * 0.4f, left + LINE - 5);
        float countrySize = fit(COUNTRY, fonts.bold(), SIZE, page.width() - leftWidth);
        float right = centred(COUNTRY, fonts.bold(), countrySize, rightCentre, y);
        right = centred(MOTTO, fonts.bold(), SIZE + 1, rightCentre, right);
        rule(rightCentre, fonts.bold().getWidth(MOTTO, SIZE + 1), right + LINE - 5);
        float row = Math.min(left, right) - 8;
        Rectangle number = number(decision, leftCentre, row);
        Rectangle date = date(decision, rightCentre, row);
        return new Places(number, date, row - LINE);
    }

    private Rectangle number(Decision decision, float centre, float y) {
        float room = 40;
        String before = "Số: ";
        String after = "/" + decision.symbol();
        float start = centre - (width(before, fonts.regular()) + room + width(after, fonts.regular())) / 2;
        show(before, fonts.regular(), SIZE, start, y);
        float field = start + width(before, fonts.regular());
        show(after, fonts.regular(), SIZE, field + room, y);
        return new Rectangle(field, y - FIELD_BASELINE, room, FIELD_HEIGHT);
    }

    private Rectangle date(Decision decision, float centre, float y) {
        float room = width("ngày 30 tháng 12 năm 2026", fonts.italic()) + 6;
        String before = decision.place() + ", ";
        float start = centre - (width(before, fonts.italic()) + room) / 2;
        show(before, fonts.italic(), SIZE, start, y);
        return new Rectangle(start + width(before, fonts.italic()), y - FIELD_BASELINE, room, FIELD_HEIGHT);
    }

    private static float width(String text, PdfFont font) {
        return font.getWidth(text, SIZE);
    }

    private static float fit(String text, PdfFont font, float size, float room) {
        return Math.min(size, size * room / font.getWidth(text, size));
    }

    private float centred(String text, PdfFont font, float size, float centre, float y) {
        show(text, font, size, centre - font.getWidth(text, size) / 2, y);
        return y - LINE;
    }

    private void show(String text, PdfFont font, float size, float x, float y) {
        canvas.beginText()
                .setFontAndSize(font, size)
                .moveText(x, y)
                .showText(text)
                .endText();
    }

    private void rule(float centre, float width, float y) {
        canvas.setLineWidth(0.7f)
                .moveTo(centre - width / 2, y)
                .lineTo(centre + width / 2, y)
                .stroke();
    }

    /** As few lines as fit, and those about equally long. */
    private static List<String> wrap(String text, PdfFont font, float room) {
        int lines = fill(text, font, room).size();
        float narrow = room;
        while (narrow > 40 && fill(text, font, narrow - 4).size() == lines) {
            narrow -= 4;
        }
        return fill(text, font, narrow);
    }

    private static List<String> fill(String text, PdfFont font, float room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && font.getWidth(longer, SIZE) > room) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
