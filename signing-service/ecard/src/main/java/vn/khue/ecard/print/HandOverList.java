package vn.khue.ecard.print;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import vn.khue.directory.PersonName;
import vn.khue.directory.name.NameOrder;

/**
 * Prints the list by which a class's cards are counted and handed over: a line for each card, sorted by given name as Vietnamese lists are,
 * with room for the day and the signature. Immutable, safe for use by many threads.
 */
public final class HandOverList {

    private static final double LEFT = 18;
    private static final double RIGHT = 192;
    private static final double FIRST_ROW = 60;
    private static final double LATER_ROW = 30;
    private static final double ROW = 9;
    private static final double LOWEST = 275;
    /** What the two signatures below the last line need. */
    private static final double SIGNATURES = 36;

    private static final double[] COLUMNS = {LEFT, LEFT + 11, LEFT + 77, LEFT + 113, LEFT + 140, RIGHT};
    private static final List<String> HEADINGS = List.of("list.no", "list.name", "list.card", "list.day", "list.sign");

    private final PrintText texts;
    private final NameOrder order = new NameOrder();

    /**
     * A card that is handed over.
     *
     * @param name the holder's
     * @param number short number printed on the card
     * @param temporary whether it is a temporary card
     */
    public record Line(PersonName name, String number, boolean temporary) {}

    /**
     * What stands above the lines.
     *
     * @param school its full name
     * @param className as people say it ({@code 6A1})
     * @param printed the day of printing
     */
    public record Heading(String school, String className, LocalDate printed) {}

    /** @param language of the words; Vietnamese where it is neither that nor English */
    public HandOverList(Locale language) {
        this.texts = new PrintText(language);
    }

    /**
     * The list of a class.
     *
     * @param lines in any order
     * @param out gets the whole file at the end, nothing where there is no line; not closed
     */
    public PrintReport print(Heading heading, List<Line> lines, OutputStream out) throws IOException {
        try (PrintFile file =
                new PrintFile(texts.of("file.list", heading.className()), texts.language(), PrintFile.Sides.ONE)) {
            List<PrintReport.LeftOut> leftOut = new ArrayList<>();
            List<Line> sorted = printable(file, heading, lines, leftOut);
            List<List<Line>> pages = pages(sorted);
            Drawing drawing = new Drawing(file, heading, sorted);
            int first = 1;
            for (int i = 0; i < pages.size(); i++) {
                PDPage page = file.page(Dots.A4_WIDTH, Dots.A4_HEIGHT);
                Operators stream = new Operators();
                drawing.page(new Pen(stream, 0, Dots.A4_HEIGHT), pages.get(i), first, i + 1, pages.size());
                first += pages.get(i).size();
                stream.into(file.document(), page);
            }
            if (!pages.isEmpty()) {
                file.save(out);
            }
            return new PrintReport(pages.size(), sorted.size(), leftOut);
        }
    }

    private List<Line> printable(PrintFile file, Heading heading, List<Line> lines, List<PrintReport.LeftOut> leftOut) {
        Optional<String> inHeading = file.missingLetter(heading.school(), heading.className());
        List<Line> good = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Optional<String> missing =
                    inHeading.or(() -> file.missingLetter(line.name().full(), line.number()));
            if (missing.isEmpty()) {
                good.add(line);
            } else {
                leftOut.add(new PrintReport.LeftOut(
                        i,
                        PrintReport.Reason.LETTER,
                        "expected letters that the list's font has, found " + missing.get() + "; write it otherwise"));
            }
        }
        good.sort(Comparator.comparing(Line::name, order).thenComparing(Line::number));
        return good;
    }

    /** As many lines as fit; the last page keeps room for the signatures, if need be by taking a line along. */
    private static List<List<Line>> pages(List<Line> lines) {
        List<List<Line>> pages = new ArrayList<>();
        int from = 0;
        while (from < lines.size()) {
            double top = pages.isEmpty() ? FIRST_ROW : LATER_ROW;
            int fit = (int) ((LOWEST - top) / ROW) - 1;
            int left = lines.size() - from;
            if (left <= fit && top + (left + 1) * ROW + SIGNATURES > LOWEST) {
                fit = Math.max(1, left - 1);
            }
            int to = Math.min(lines.size(), from + fit);
            pages.add(lines.subList(from, to));
            from = to;
        }
        return pages;
    }

    private final class Drawing {
        private final Heading heading;
        private final int count;
        private final long temporary;
        private final TextFitter school;
        private final TextFitter title;
        private final TextFitter words;
        private final TextFitter[] cells = new TextFitter[HEADINGS.size()];
        private final TextFitter[] heads = new TextFitter[HEADINGS.size()];
        private final TextFitter bold;

        Drawing(PrintFile file, Heading heading, List<Line> all) {
            this.heading = heading;
            this.count = all.size();
            this.temporary = all.stream().filter(Line::temporary).count();
            CardFonts fonts = file.fonts();
            this.school = new TextFitter(fonts.regular(), TextBox.mm(RIGHT - LEFT - 12, 6, 11, 7, 1));
            this.title = new TextFitter(fonts.bold(), TextBox.mm(RIGHT - LEFT, 9, 17, 10, 1));
            this.words = new TextFitter(fonts.regular(), TextBox.mm(RIGHT - LEFT, 6, 10, 7, 1));
            this.bold = new TextFitter(fonts.bold(), TextBox.mm(70, 6, 10.5, 7, 1));
            for (int i = 0; i < cells.length; i++) {
                double width = COLUMNS[i + 1] - COLUMNS[i] - 3;
                cells[i] = new TextFitter(fonts.regular(), TextBox.mm(width, ROW - 1.4, 11, 6, 2));
                heads[i] = new TextFitter(fonts.bold(), TextBox.mm(width, ROW - 1.4, 10, 6, 2));
            }
        }

        void page(Pen pen, List<Line> lines, int first, int number, int pages) throws IOException {
            double top = number == 1 ? FIRST_ROW : LATER_ROW;
            if (number == 1) {
                pen.mark(LEFT, 16, 9);
                write(pen, school, heading.school(), LEFT + 12, 18, RIGHT - LEFT - 12, Pen.Side.LEFT, Colour.INK);
                write(
                        pen,
                        title,
                        texts.of("list.title", heading.className()),
                        LEFT,
                        31,
                        RIGHT - LEFT,
                        Pen.Side.LEFT,
                        Colour.INK);
                write(
                        pen,
                        words,
                        texts.of("list.counts", count, temporary, texts.day(heading.printed())),
                        LEFT,
                        42,
                        RIGHT - LEFT,
                        Pen.Side.LEFT,
                        Colour.INK_2);
                write(pen, words, texts.of("list.how"), LEFT, 48.5, RIGHT - LEFT, Pen.Side.LEFT, Colour.INK_2);
            } else {
                write(
                        pen,
                        words,
                        texts.of("list.title", heading.className()),
                        LEFT,
                        18,
                        RIGHT - LEFT,
                        Pen.Side.LEFT,
                        Colour.INK_2);
            }
            pen.rectangle(LEFT, top, RIGHT - LEFT, ROW, new Colour(0xe8eef9));
            row(pen, heads, top, HEADINGS.stream().map(texts::of).toArray(String[]::new));
            for (int i = 0; i < lines.size(); i++) {
                Line line = lines.get(i);
                String card = line.temporary() ? texts.of("list.temporary", line.number()) : line.number();
                row(
                        pen,
                        cells,
                        top + (i + 1) * ROW,
                        Integer.toString(first + i),
                        line.name().full(),
                        card,
                        "",
                        "");
            }
            grid(pen, top, lines.size() + 1);
            if (number == pages) {
                double low = top + (lines.size() + 1) * ROW + 7;
                write(pen, bold, texts.of("list.giver"), LEFT, low, 70, Pen.Side.CENTRE, Colour.INK);
                write(pen, bold, texts.of("list.taker"), RIGHT - 70, low, 70, Pen.Side.CENTRE, Colour.INK);
            }
            write(
                    pen,
                    words,
                    texts.of("list.page", number, pages),
                    LEFT,
                    281,
                    RIGHT - LEFT,
                    Pen.Side.RIGHT,
                    Colour.INK_2);
        }

        private void row(Pen pen, TextFitter[] fitters, double y, String... values) throws IOException {
            for (int i = 0; i < values.length; i++) {
                if (!values[i].isEmpty()) {
                    FittedText text = fitters[i].fit(List.of(values[i]));
                    double middle = y + (ROW - text.height() / Dots.MM) / 2;
                    pen.text(
                            text, COLUMNS[i] + 1.5, middle, COLUMNS[i + 1] - COLUMNS[i] - 3, Pen.Side.LEFT, Colour.INK);
                }
            }
        }

        private void grid(Pen pen, double top, int rows) {
            for (int i = 0; i <= rows; i++) {
                pen.line(LEFT, top + i * ROW, RIGHT, top + i * ROW, 0.2, Colour.EDGE);
            }
            for (double x : COLUMNS) {
                pen.line(x, top, x, top + rows * ROW, 0.2, Colour.EDGE);
            }
        }

        private void write(
                Pen pen, TextFitter fitter, String text, double x, double y, double width, Pen.Side side, Colour colour)
                throws IOException {
            pen.text(fitter.fit(List.of(text)), x, y, width, side, colour);
        }
    }
}
