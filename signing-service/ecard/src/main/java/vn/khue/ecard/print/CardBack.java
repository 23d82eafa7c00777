package vn.khue.ecard.print;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.khue.directory.Role;
import vn.khue.directory.UnitKind;
import vn.khue.ecard.school.SchoolNames;
import vn.khue.ecard.symbol.Symbol;

/** The back: the code in 25 mm, how anybody checks the card, and what to do with one that is found. */
final class CardBack {

    /** Side of the code's square with its quiet zone. */
    static final double CODE_SIDE = 25;

    private static final double CODE_X = CardFront.WIDTH - 3.5 - CODE_SIDE;
    private static final double CODE_Y = 10.5;
    private static final double FOUND_Y = 28.4;
    private static final double TEXT_X = 4;
    private static final double TEXT_WIDTH = 49;

    private final PrintText texts;
    private final SchoolNames schools;
    private final TextFitter heading;
    private final TextFitter step;
    private final TextFitter caption;
    private final TextFitter school;
    /** Cards of a file are of one school, or of few. */
    private final Map<String, FittedText> fittedSchools = new HashMap<>();

    private final TextFitter contact;
    private final TextFitter small;

    CardBack(PrintFile file, PrintText texts, SchoolNames schools) {
        CardFonts fonts = file.fonts();
        this.texts = texts;
        this.schools = schools;
        this.heading = new TextFitter(fonts.bold(), TextBox.mm(TEXT_WIDTH, 4.4, 9.5, 6, 1));
        this.step = new TextFitter(fonts.regular(), TextBox.mm(TEXT_WIDTH, 12.5, 8.5, 6, 3));
        this.caption = new TextFitter(fonts.bold(), TextBox.mm(CODE_SIDE, 7, 7.5, 5.5, 2));
        this.school = new TextFitter(fonts.bold(), TextBox.mm(TEXT_WIDTH, 7.4, 8.5, 6, 2));
        this.contact = new TextFitter(fonts.regular(), TextBox.mm(TEXT_WIDTH, 6.6, 7.5, 5.5, 2));
        this.small = new TextFitter(fonts.regular(), TextBox.mm(77, 3.4, 7, 5.5, 1));
    }

    void ground(Pen pen, UnitKind kind, Role who, boolean temporary, double bleedMm) throws IOException {
        CardColours colours = CardColours.of(kind);
        boolean pupil = who == Role.HOC_SINH;
        pen.rectangle(-bleedMm, -bleedMm, CardFront.WIDTH + 2 * bleedMm, CardFront.HEIGHT + 2 * bleedMm, Colour.WHITE);
        pen.rectangle(-bleedMm, -bleedMm, CardFront.WIDTH + 2 * bleedMm, 7 + bleedMm, colours.deep());
        pen.mark(TEXT_X, 2, 4.4);
        String words = texts.of((pupil ? "card.pupil" : "card.staff") + (temporary ? ".temporary" : ""));
        pen.text(heading.fit(List.of(words)), TEXT_X + 5.8, 2.35, TEXT_WIDTH, Pen.Side.LEFT, Colour.WHITE);
        double y = 9.9;
        y = write(pen, heading, texts.of("back.check"), y, 0.7, Colour.INK);
        write(pen, step, texts.of("back.check.how"), y, 0, Colour.INK);
        write(pen, heading, texts.of("back.found"), FOUND_Y, 0, Colour.INK);
        pen.text(
                caption.fit(List.of(texts.of("back.scan"))),
                CODE_X,
                CODE_Y + CODE_SIDE + 0.6,
                CODE_SIDE,
                Pen.Side.CENTRE,
                Colour.INK);
        pen.text(small.fit(List.of(texts.of("back.private"))), TEXT_X, 47.6, 77, Pen.Side.LEFT, Colour.INK_2);
        pen.line(TEXT_X, 46.6, CardFront.WIDTH - TEXT_X, 46.6, 0.2, Colour.LINE);
    }

    private static double write(Pen pen, TextFitter fitter, String text, double y, double gap, Colour colour)
            throws IOException {
        FittedText fitted = fitter.fit(List.of(text));
        pen.text(fitted, TEXT_X, y, TEXT_WIDTH, Pen.Side.LEFT, colour);
        return y + fitted.height() / Dots.MM + gap;
    }

    void holder(Pen pen, PrintedCard card, Symbol symbol) throws IOException {
        pen.symbol(symbol, CODE_X, CODE_Y, CODE_SIDE);
        FittedText where =
                fittedSchools.computeIfAbsent(card.school(), name -> school.fit(schools.withWholeName(name)));
        double y = FOUND_Y + 4.4;
        pen.text(where, TEXT_X, y, TEXT_WIDTH, Pen.Side.LEFT, Colour.INK);
        y += where.height() / Dots.MM + 0.2;
        if (card.foundContact().isPresent()) {
            FittedText how = contact.fit(List.of(card.foundContact().get()));
            pen.text(how, TEXT_X, y, TEXT_WIDTH, Pen.Side.LEFT, Colour.INK);
        }
        FittedText no = caption.fit(List.of(texts.of("card.number", card.number())));
        pen.text(no, CODE_X, CODE_Y + CODE_SIDE + 4, CODE_SIDE, Pen.Side.CENTRE, Colour.INK_2);
    }
}
