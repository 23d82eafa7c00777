package vn.khue.ecard.print;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import vn.khue.directory.Role;
import vn.khue.directory.UnitKind;
import vn.khue.ecard.photo.CardPhoto;
import vn.khue.ecard.school.SchoolNames;

/** The front: who, of which school, as what, until when. The ground tells the school's level, the stripe below pupil from staff. */
final class CardFront {

    static final double WIDTH = 85.6;
    static final double HEIGHT = 54.02;

    private static final double STRIPE_TOP = 46;
    private static final double PHOTO_X = 3.5;
    private static final double PHOTO_Y = 13;
    private static final double PHOTO_WIDTH = 23.4;
    private static final double PHOTO_HEIGHT = 31.2;
    /** Side of a picture that stands in place of a photo. */
    private static final double AVATAR = 19;

    private static final double TEXT_X = 30;
    private static final double TEXT_WIDTH = 52.1;

    private final PDDocument document;
    private final PrintText texts;
    private final SchoolNames schools;
    private final TextFitter title;
    private final TextFitter role;
    private final TextFitter level;
    private final TextFitter noPhoto;
    private final TextFitter name;
    private final TextFitter school;
    /** Cards of a file are of one school, or of few. */
    private final Map<String, FittedText> fittedSchools = new HashMap<>();

    private final TextFitter valid;
    private final TextFitter number;

    CardFront(PrintFile file, PrintText texts, SchoolNames schools) {
        CardFonts fonts = file.fonts();
        this.document = file.document();
        this.texts = texts;
        this.schools = schools;
        this.title = new TextFitter(fonts.bold(), TextBox.mm(60, 5, 11.5, 7, 1));
        this.role = new TextFitter(fonts.bold(), TextBox.mm(45, 4.2, 10, 6, 1));
        this.level = new TextFitter(fonts.regular(), TextBox.mm(36, 3.6, 8.5, 6, 1));
        this.noPhoto = new TextFitter(fonts.regular(), TextBox.mm(PHOTO_WIDTH - 2, 7, 7.5, 5, 2));
        this.name = new TextFitter(fonts.bold(), TextBox.mm(TEXT_WIDTH, 13.6, 15, 9, 2));
        this.school = new TextFitter(fonts.regular(), TextBox.mm(TEXT_WIDTH, 9, 9.5, 6.5, 2));
        this.valid = new TextFitter(fonts.bold(), TextBox.mm(TEXT_WIDTH, 4.6, 9.5, 6.5, 1));
        this.number = new TextFitter(fonts.regular(), TextBox.mm(TEXT_WIDTH, 4, 8, 6, 1));
    }

    /** All that is the same on cards of this kind; the ground reaches over the edge by the bleed. */
    void ground(Pen pen, UnitKind kind, Role who, boolean temporary, boolean empty, double bleedMm) throws IOException {
        CardColours colours = CardColours.of(kind);
        boolean pupil = who == Role.HOC_SINH;
        pen.rectangle(-bleedMm, -bleedMm, WIDTH + 2 * bleedMm, HEIGHT + 2 * bleedMm, colours.deep());
        pen.clipped(-bleedMm, -bleedMm, WIDTH + 2 * bleedMm, HEIGHT + 2 * bleedMm);
        pen.window(76, 11, 27, colours.tone(), colours.tone());
        pen.unclipped();
        stripe(pen, colours, pupil, temporary, bleedMm);
        pen.mark(PHOTO_X, 3.5, 7.2);
        String words = texts.of((pupil ? "card.pupil" : "card.staff") + (temporary ? ".temporary" : ""));
        pen.text(title.fit(List.of(words)), 13, 4.8, 60, Pen.Side.LEFT, Colour.WHITE);
        Colour onStripe = pupil || temporary ? Colour.INK : Colour.NIGHT;
        pen.text(role.fit(List.of(texts.of("role." + who))), PHOTO_X, 47.93, 45, Pen.Side.LEFT, onStripe);
        if (pupil) {
            pen.text(level.fit(List.of(texts.of("kind." + kind))), 46.1, 48.41, 36, Pen.Side.RIGHT, onStripe);
        }
        if (empty) {
            pen.rounded(PHOTO_X, PHOTO_Y, PHOTO_WIDTH, PHOTO_HEIGHT, 1.2, colours.tone());
            pen.silhouette(PHOTO_X + PHOTO_WIDTH / 2 - 8, PHOTO_Y + 4.5, 16, Colour.WHITE);
            pen.text(
                    noPhoto.fit(List.of(texts.of("card.noPhoto"))),
                    PHOTO_X + 1,
                    PHOTO_Y + 22.5,
                    PHOTO_WIDTH - 2,
                    Pen.Side.CENTRE,
                    Colour.WHITE);
        }
    }

    /** Gold with arrows for staff, pale for pupils, hatched where temporary: told apart without colours too. */
    private static void stripe(Pen pen, CardColours colours, boolean pupil, boolean temporary, double bleedMm)
            throws IOException {
        double high = HEIGHT - STRIPE_TOP + bleedMm;
        Colour ground = temporary ? Colour.WHITE : pupil ? colours.wash() : Colour.GLOW;
        pen.rectangle(-bleedMm, STRIPE_TOP, WIDTH + 2 * bleedMm, high, ground);
        if (temporary) {
            pen.clipped(-bleedMm, STRIPE_TOP, WIDTH + 2 * bleedMm, high);
            for (double x = -10; x < WIDTH + 10; x += 3.6) {
                pen.polygon(Colour.LINE, x, HEIGHT + 2, x + 1.4, HEIGHT + 2, x + 10.4, STRIPE_TOP, x + 9, STRIPE_TOP);
            }
            pen.unclipped();
        }
        if (!pupil) {
            Colour arrows = temporary ? Colour.EDGE : Colour.NIGHT;
            for (int i = 0; i < 3; i++) {
                double x = 70.5 + i * 4;
                pen.polygon(arrows, x, 48.2, x + 1.6, 48.2, x + 3.6, 50, x + 1.6, 51.8, x, 51.8, x + 2, 50);
            }
        }
    }

    /** What is this card's alone. */
    void holder(Pen pen, PrintedCard card) throws IOException {
        if (card.portrait() instanceof Portrait.Photo shown) {
            pen.picture(image(shown.photo()), PHOTO_X, PHOTO_Y, PHOTO_WIDTH, PHOTO_HEIGHT, 1.2);
        } else if (card.portrait() instanceof Portrait.Drawn drawn) {
            pen.rounded(PHOTO_X, PHOTO_Y, PHOTO_WIDTH, PHOTO_HEIGHT, 1.2, Colour.WHITE);
            AvatarDrawing.draw(
                    pen,
                    drawn.avatar(),
                    PHOTO_X + (PHOTO_WIDTH - AVATAR) / 2,
                    PHOTO_Y + (PHOTO_HEIGHT - AVATAR) / 2,
                    AVATAR);
        }
        double y = 12.4;
        FittedText who = name.fit(PersonNameForms.of(card.name()));
        pen.text(who, TEXT_X, y, TEXT_WIDTH, Pen.Side.LEFT, Colour.WHITE);
        y += who.height() / Dots.MM + 0.6;
        FittedText where =
                fittedSchools.computeIfAbsent(card.school(), name -> school.fit(schools.withWholeName(name)));
        pen.text(where, TEXT_X, y, TEXT_WIDTH, Pen.Side.LEFT, Colour.WHITE);
        FittedText until = valid.fit(List.of(texts.of("card.validUntil", texts.day(card.validUntil()))));
        pen.text(until, TEXT_X, 36.3, TEXT_WIDTH, Pen.Side.LEFT, Colour.GLOW);
        FittedText no = number.fit(List.of(texts.of("card.number", card.number())));
        pen.text(no, TEXT_X, 40.9, TEXT_WIDTH, Pen.Side.LEFT, Colour.WHITE);
    }

    /** The file's own bytes: nothing is decoded or lost, and a thousand photos cost nothing but their size. */
    private PDImageXObject image(CardPhoto photo) throws IOException {
        return new PDImageXObject(
                document,
                new ByteArrayInputStream(photo.jpeg()),
                COSName.DCT_DECODE,
                CardPhoto.WIDTH,
                CardPhoto.HEIGHT,
                8,
                PDDeviceRGB.INSTANCE);
    }
}
