package vn.khue.ecard.print;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import vn.khue.directory.Role;
import vn.khue.directory.UnitKind;
import vn.khue.ecard.school.SchoolNames;
import vn.khue.ecard.symbol.CardSymbols;
import vn.khue.ecard.symbol.Symbol;
import vn.khue.ecard.symbol.SymbolResult;

/**
 * Prints cards of ID-1 size (ISO/IEC 7810), front and back: one a page for card printers, or ten on A4 with crop marks for paper and
 * scissors. Immutable, safe for use by many threads; each call makes a file of its own.
 */
public final class CardSheets {

    private static final int COLUMNS = 2;
    private static final int ROWS = 5;
    private static final int ON_A_SHEET = COLUMNS * ROWS;
    /** Between two cards on a sheet, so that each ground reaches 12 dots (1 mm) over its edge. */
    private static final double GAP = 24 * Dots.DOT;

    private static final double SHEET_BLEED_MM = 12 * Dots.DOT / Dots.MM;
    private static final double SHEET_LEFT = (Dots.A4_WIDTH - COLUMNS * Dots.CARD_WIDTH - (COLUMNS - 1) * GAP) / 2;
    private static final double SHEET_TOP = (Dots.A4_HEIGHT - ROWS * Dots.CARD_HEIGHT - (ROWS - 1) * GAP) / 2;
    /** What printing houses ask for: 3 mm, here 36 dots. */
    private static final double PAGE_BLEED = 36 * Dots.DOT;

    private final PrintText texts;
    private final SchoolNames schools = new SchoolNames();

    /** How far colour reaches over the edge of a single card. */
    public enum Bleed {
        /** Not at all: for card printers, which print to the edge of a ready card. */
        NONE,
        /** 3 mm on all sides: for printing houses, which cut. */
        THREE_MM
    }

    /** @param language of the words on the cards; Vietnamese where it is neither that nor English */
    public CardSheets(Locale language) {
        this.texts = new PrintText(language);
    }

    /**
     * One card after another, a page for the front and a page for the back.
     *
     * @param cards in the order of printing
     * @param out gets the whole file at the end, nothing where no card could be printed; not closed
     */
    public PrintReport single(List<PrintedCard> cards, Bleed bleed, OutputStream out) throws IOException {
        double over = bleed == Bleed.NONE ? 0 : PAGE_BLEED;
        try (PrintFile file = new PrintFile(texts.of("file.cards"), texts.language(), PrintFile.Sides.LONG_EDGE)) {
            Job job = new Job(file, over / Dots.MM);
            List<Ready> ready = job.ready(cards);
            for (Ready card : ready) {
                for (Face face : Face.values()) {
                    PDPage page = file.page(Dots.CARD_WIDTH + 2 * over, Dots.CARD_HEIGHT + 2 * over);
                    PDRectangle trim = new PDRectangle(
                            (float) over, (float) over, (float) Dots.CARD_WIDTH, (float) Dots.CARD_HEIGHT);
                    page.setTrimBox(trim);
                    page.setBleedBox(page.getMediaBox());
                    Operators stream = new Operators();
                    job.draw(new Pen(stream, over, over + Dots.CARD_HEIGHT), face, card);
                    stream.into(file.document(), page);
                }
            }
            return job.done(2 * ready.size(), ready.size(), out);
        }
    }

    /**
     * Ten cards on A4, a sheet of fronts and then the sheet of their backs, mirrored so that they meet when the paper is turned over its long
     * edge.
     *
     * @param cards in the order of printing, row by row
     * @param out gets the whole file at the end, nothing where no card could be printed; not closed
     */
    public PrintReport sheets(List<PrintedCard> cards, OutputStream out) throws IOException {
        try (PrintFile file = new PrintFile(texts.of("file.cards"), texts.language(), PrintFile.Sides.LONG_EDGE)) {
            Job job = new Job(file, SHEET_BLEED_MM);
            List<Ready> ready = job.ready(cards);
            int sheets = (ready.size() + ON_A_SHEET - 1) / ON_A_SHEET;
            for (int sheet = 0; sheet < sheets; sheet++) {
                List<Ready> part = ready.subList(sheet * ON_A_SHEET, Math.min(ready.size(), (sheet + 1) * ON_A_SHEET));
                for (Face face : Face.values()) {
                    PDPage page = file.page(Dots.A4_WIDTH, Dots.A4_HEIGHT);
                    Operators stream = new Operators();
                    Pen pen = new Pen(stream, 0, Dots.A4_HEIGHT);
                    cropMarks(pen);
                    job.sheetLine(pen, face, sheet + 1, sheets);
                    for (int i = 0; i < part.size(); i++) {
                        int column = face == Face.FRONT ? i % COLUMNS : COLUMNS - 1 - i % COLUMNS;
                        job.draw(
                                new Pen(stream, left(column), Dots.A4_HEIGHT - fromTop(i / COLUMNS)),
                                face,
                                part.get(i));
                    }
                    stream.into(file.document(), page);
                }
            }
            return job.done(2 * sheets, ready.size(), out);
        }
    }

    private static double left(int column) {
        return SHEET_LEFT + column * (Dots.CARD_WIDTH + GAP);
    }

    private static double fromTop(int row) {
        return SHEET_TOP + row * (Dots.CARD_HEIGHT + GAP);
    }

    /** In the margins only: a guillotine cuts from edge to edge. */
    private static void cropMarks(Pen pen) {
        double near = 2;
        double far = 6;
        double right = (Dots.A4_WIDTH - SHEET_LEFT) / Dots.MM;
        double low = (Dots.A4_HEIGHT - SHEET_TOP) / Dots.MM;
        for (int column = 0; column < COLUMNS; column++) {
            for (double cut : new double[] {left(column), left(column) + Dots.CARD_WIDTH}) {
                double x = cut / Dots.MM;
                pen.line(x, SHEET_TOP / Dots.MM - far, x, SHEET_TOP / Dots.MM - near, 0.1, Colour.BLACK);
                pen.line(x, low + near, x, low + far, 0.1, Colour.BLACK);
            }
        }
        for (int row = 0; row < ROWS; row++) {
            for (double cut : new double[] {fromTop(row), fromTop(row) + Dots.CARD_HEIGHT}) {
                double y = cut / Dots.MM;
                pen.line(SHEET_LEFT / Dots.MM - far, y, SHEET_LEFT / Dots.MM - near, y, 0.1, Colour.BLACK);
                pen.line(right + near, y, right + far, y, 0.1, Colour.BLACK);
            }
        }
    }

    private enum Face {
        FRONT,
        BACK
    }

    /** A card that can be printed, with its code made. */
    private record Ready(PrintedCard card, Symbol symbol) {}

    /** @param empty whether there is neither photo nor picture */
    private record Ground(Face face, UnitKind kind, Role role, boolean temporary, boolean empty) {}

    /** One file: what is the same on many of its cards is in it once. */
    private final class Job {
        private final PrintFile file;
        private final double bleedMm;
        private final CardFront front;
        private final CardBack back;
        private final TextFitter line;
        private final Map<Ground, PDFormXObject> grounds = new HashMap<>();
        private final List<PrintReport.LeftOut> leftOut = new ArrayList<>();

        Job(PrintFile file, double bleedMm) {
            this.file = file;
            this.bleedMm = bleedMm;
            this.front = new CardFront(file, texts, schools);
            this.back = new CardBack(file, texts, schools);
            this.line = new TextFitter(file.fonts().regular(), TextBox.mm(80, 3, 6.5, 5, 1));
        }

        List<Ready> ready(List<PrintedCard> cards) {
            List<SymbolResult> symbols = cards.parallelStream()
                    .map(card -> CardSymbols.of(card.code()))
                    .toList();
            List<Ready> ready = new ArrayList<>(cards.size());
            for (int i = 0; i < cards.size(); i++) {
                PrintedCard card = cards.get(i);
                Optional<String> missing = file.missingLetter(
                        card.name().full(),
                        card.school(),
                        card.number(),
                        card.foundContact().orElse(""));
                if (missing.isPresent()) {
                    leftOut.add(new PrintReport.LeftOut(
                            i,
                            PrintReport.Reason.LETTER,
                            "expected letters that the card's font has, found " + missing.get()
                                    + "; write it otherwise"));
                } else if (symbols.get(i) instanceof SymbolResult.Made made) {
                    ready.add(new Ready(card, made.symbol()));
                } else {
                    SymbolResult.Refused refused = (SymbolResult.Refused) symbols.get(i);
                    leftOut.add(new PrintReport.LeftOut(i, PrintReport.Reason.CODE, refused.detail()));
                }
            }
            return ready;
        }

        void draw(Pen pen, Face face, Ready ready) throws IOException {
            PrintedCard card = ready.card();
            Ground key = new Ground(
                    face, card.kind(), card.role(), card.temporary(), card.portrait() instanceof Portrait.Missing);
            PDFormXObject ground = grounds.get(key);
            if (ground == null) {
                ground = form(key);
                grounds.put(key, ground);
            }
            pen.form(ground, Dots.CARD_HEIGHT);
            if (face == Face.FRONT) {
                front.holder(pen, card);
            } else {
                back.holder(pen, card, ready.symbol());
            }
        }

        private PDFormXObject form(Ground key) throws IOException {
            double over = bleedMm * Dots.MM;
            Operators stream = new Operators();
            Pen pen = new Pen(stream, 0, Dots.CARD_HEIGHT);
            if (key.face == Face.FRONT) {
                front.ground(pen, key.kind, key.role, key.temporary, key.empty, bleedMm);
            } else {
                back.ground(pen, key.kind, key.role, key.temporary, bleedMm);
            }
            return stream.form(
                    file.document(),
                    new PDRectangle((float) -over, (float) -over, (float) (Dots.CARD_WIDTH + 2 * over), (float)
                            (Dots.CARD_HEIGHT + 2 * over)));
        }

        void sheetLine(Pen pen, Face face, int sheet, int sheets) throws IOException {
            FittedText words = line.fit(List.of(texts.of("sheet." + face, sheet, sheets)));
            pen.text(words, 22, 4, 80, Pen.Side.LEFT, Colour.INK_2);
            pen.text(line.fit(List.of(texts.of("sheet.how"))), 108, 4, 80, Pen.Side.RIGHT, Colour.INK_2);
        }

        PrintReport done(int pages, int printed, OutputStream out) throws IOException {
            if (printed > 0) {
                file.save(out);
            }
            return new PrintReport(pages, printed, leftOut);
        }
    }
}
