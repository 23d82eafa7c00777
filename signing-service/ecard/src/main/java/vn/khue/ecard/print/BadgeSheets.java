package vn.khue.ecard.print;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import vn.khue.ecard.symbol.BadgeSymbols;
import vn.khue.ecard.symbol.Symbol;
import vn.khue.ecard.symbol.SymbolResult;

/**
 * Prints the login badges of a class on A4 with lines to cut along: the given name large, a picture for those who do not read yet, a
 * code large enough for a laptop's camera. Immutable, safe for use by many threads.
 */
public final class BadgeSheets {

    private static final double MARGIN = 94 * Dots.DOT;
    private static final double PADDING_MM = 6;

    /** How many badges are on a sheet, two beside each other. */
    public enum PerSheet {
        EIGHT(4, 830, 46),
        TEN(5, 664, 40);

        private final int rows;
        private final double height;
        private final double codeMm;

        PerSheet(int rows, int heightDots, double codeMm) {
            this.rows = rows;
            this.height = heightDots * Dots.DOT;
            this.codeMm = codeMm;
        }
    }

    private static final double WIDTH = 1146 * Dots.DOT;

    private final PrintText texts;

    /** @param language of the words; Vietnamese where it is neither that nor English */
    public BadgeSheets(Locale language) {
        this.texts = new PrintText(language);
    }

    /**
     * The badges of a class.
     *
     * @param className as people say it, at most 20 characters ({@code 2A})
     * @param badges in the order of printing
     * @param out gets the whole file at the end, nothing where no badge could be printed; not closed
     */
    public PrintReport print(String className, List<LoginBadge> badges, PerSheet perSheet, OutputStream out)
            throws IOException {
        String title = texts.of("file.badges", className);
        try (PrintFile file = new PrintFile(title, texts.language(), PrintFile.Sides.ONE)) {
            Drawing drawing = new Drawing(file, className, perSheet);
            List<PrintReport.LeftOut> leftOut = new ArrayList<>();
            List<Ready> ready = ready(file, className, badges, leftOut);
            int onASheet = 2 * perSheet.rows;
            int sheets = (ready.size() + onASheet - 1) / onASheet;
            for (int sheet = 0; sheet < sheets; sheet++) {
                PDPage page = file.page(Dots.A4_WIDTH, Dots.A4_HEIGHT);
                Operators stream = new Operators();
                int count = Math.min(onASheet, ready.size() - sheet * onASheet);
                for (int i = 0; i < count; i++) {
                    double x = MARGIN + i % 2 * WIDTH;
                    int row = i / 2;
                    double y = Dots.A4_HEIGHT - MARGIN - row * perSheet.height;
                    drawing.badge(new Pen(stream, x, y), ready.get(sheet * onASheet + i));
                }
                stream.into(file.document(), page);
            }
            if (sheets > 0) {
                file.save(out);
            }
            return new PrintReport(sheets, ready.size(), leftOut);
        }
    }

    private record Ready(LoginBadge badge, Symbol symbol) {}

    private static List<Ready> ready(
            PrintFile file, String className, List<LoginBadge> badges, List<PrintReport.LeftOut> leftOut) {
        List<Ready> ready = new ArrayList<>();
        for (int i = 0; i < badges.size(); i++) {
            LoginBadge badge = badges.get(i);
            Optional<String> missing =
                    file.missingLetter(badge.name().full(), badge.name().given(), className);
            SymbolResult symbol = BadgeSymbols.of(badge.code());
            if (missing.isPresent()) {
                leftOut.add(new PrintReport.LeftOut(
                        i,
                        PrintReport.Reason.LETTER,
                        "expected letters that the badge's font has, found " + missing.get() + "; write it otherwise"));
            } else if (symbol instanceof SymbolResult.Made made) {
                ready.add(new Ready(badge, made.symbol()));
            } else {
                String detail = ((SymbolResult.Refused) symbol).detail();
                leftOut.add(new PrintReport.LeftOut(i, PrintReport.Reason.CODE, detail));
            }
        }
        return ready;
    }

    private final class Drawing {
        private final PerSheet perSheet;
        private final String className;
        private final double width = WIDTH / Dots.MM;
        private final double height;
        private final double textWidth;
        private final TextFitter given;
        private final TextFitter full;
        private final TextFitter small;
        private final TextFitter label;
        private final double side;

        Drawing(PrintFile file, String className, PerSheet perSheet) {
            this.perSheet = perSheet;
            this.className = className;
            this.height = perSheet.height / Dots.MM;
            this.textWidth = width - 2 * PADDING_MM - perSheet.codeMm - 3;
            boolean large = perSheet == PerSheet.EIGHT;
            this.side = large ? 17 : 12;
            CardFonts fonts = file.fonts();
            this.label = new TextFitter(fonts.regular(), TextBox.mm(textWidth - side - 2, 9, 8.5, 6, 2));
            this.given = new TextFitter(fonts.bold(), TextBox.mm(textWidth, large ? 12 : 10.5, large ? 28 : 24, 12, 1));
            this.full = new TextFitter(fonts.regular(), TextBox.mm(textWidth, 7.6, 9, 6.5, 2));
            this.small = new TextFitter(fonts.regular(), TextBox.mm(textWidth, 6.2, 7.5, 6, 2));
        }

        void badge(Pen pen, Ready ready) throws IOException {
            cutLines(pen);
            PersonWords who = PersonWords.of(ready.badge);
            double top = (height - perSheet.codeMm) / 2;
            AvatarDrawing.draw(pen, ready.badge.avatar(), PADDING_MM, top, side);
            FittedText where = label.fit(List.of(texts.of("badge.class", className)));
            pen.text(
                    where,
                    PADDING_MM + side + 2,
                    top + (side - where.height() / Dots.MM) / 2,
                    textWidth - side - 2,
                    Pen.Side.LEFT,
                    Colour.INK_2);
            double y = top + side + 1;
            FittedText name = given.fit(List.of(who.given));
            pen.text(name, PADDING_MM, y, textWidth, Pen.Side.LEFT, Colour.INK);
            y += name.height() / Dots.MM + 0.4;
            FittedText whole = full.fit(who.full);
            pen.text(whole, PADDING_MM, y, textWidth, Pen.Side.LEFT, Colour.INK);
            FittedText how = small.fit(List.of(texts.of("badge.how")));
            pen.text(
                    how,
                    PADDING_MM,
                    top + perSheet.codeMm - how.height() / Dots.MM,
                    textWidth,
                    Pen.Side.LEFT,
                    Colour.INK_2);
            pen.symbol(ready.symbol, width - PADDING_MM - perSheet.codeMm, top, perSheet.codeMm);
        }

        private void cutLines(Pen pen) {
            pen.dashed(0, 0, width, 0, 0.2, Colour.EDGE);
            pen.dashed(0, height, width, height, 0.2, Colour.EDGE);
            pen.dashed(0, 0, 0, height, 0.2, Colour.EDGE);
            pen.dashed(width, 0, width, height, 0.2, Colour.EDGE);
        }
    }

    private record PersonWords(String given, List<String> full) {
        static PersonWords of(LoginBadge badge) {
            return new PersonWords(badge.name().given(), PersonNameForms.of(badge.name()));
        }
    }
}
