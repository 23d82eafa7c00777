package vn.khue.district.image;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;

/**
 * Draws a round red sample seal: the unit's name on the ring, a star in the middle, MẪU below. PNG with transparent ground, 600 dpi, at the
 * true size of the stamp (R1.6, R1.9, R1.10). Thread-safe.
 */
public final class SampleSeal {

    private static final Color RED = new Color(0xC8, 0x10, 0x1C);
    private static final String SAMPLE = "MẪU";
    private static final double OUTER_PEN = 0.8;
    private static final double INNER_PEN = 0.35;
    private static final double LETTER_PEN = 0.36;

    /** Part of the ring that the name may take; the rest holds the mark. */
    private static final double NAME_ARC = Math.toRadians(296);

    private SampleSeal() {}

    /**
     * The picture, whose edges touch the seal's.
     *
     * @param unitName as on the ring
     * @param diameterMm of the real stamp, 20 to 60
     * @throws IllegalArgumentException if the diameter is out of range or the name is empty or longer than 120 characters
     */
    public static byte[] png(String unitName, int diameterMm) {
        if (diameterMm < 20 || diameterMm > 60) {
            throw new IllegalArgumentException("expected a diameter of 20 to 60 mm, found " + diameterMm);
        }
        String name = unitName.strip().toUpperCase(Locale.forLanguageTag("vi"));
        if (name.isEmpty() || name.length() > 120) {
            throw new IllegalArgumentException("expected a unit name of 1 to 120 characters, found " + name.length());
        }
        double radius = diameterMm / 2.0;
        try (var canvas = new Canvas(diameterMm, diameterMm, RED)) {
            canvas.line(circle(radius, radius - OUTER_PEN / 2), OUTER_PEN);
            double inner = radius * 0.66;
            canvas.line(circle(radius, inner), INNER_PEN);
            double band = radius - OUTER_PEN - inner;
            nameOnRing(canvas, name, radius, inner + band * 0.25, band * 0.42);
            nameAtFoot(canvas, radius, radius - OUTER_PEN - band * 0.24, band * 0.42);
            canvas.fill(star(radius, radius * 0.92, radius * 0.36));
            double height = radius * 0.13;
            double width = StrokeLetters.width(SAMPLE) * height / StrokeLetters.CAPITAL;
            canvas.text(SAMPLE, radius - width / 2, radius * 1.5, height, LETTER_PEN);
            return canvas.png();
        }
    }

    /** Letters stand on the inner side, heads outwards, in the middle of the top. */
    private static void nameOnRing(Canvas canvas, String name, double centre, double baseline, double height) {
        double scale = Math.min(height / StrokeLetters.CAPITAL, NAME_ARC * baseline / StrokeLetters.width(name));
        double angle = -StrokeLetters.width(name) * scale / baseline / 2;
        for (String letter : letters(name)) {
            StrokeLetters.Letter drawn = StrokeLetters.letter(letter);
            double middle = angle + drawn.width() * scale / baseline / 2;
            var place = new AffineTransform();
            place.translate(centre, centre);
            place.rotate(middle);
            place.translate(-drawn.width() * scale / 2, -baseline);
            place.scale(scale, -scale);
            canvas.line(place.createTransformedShape(drawn.path()), LETTER_PEN);
            angle += drawn.advance() * scale / baseline;
        }
    }

    /** The mark at the foot of the ring, read from below, heads inwards. */
    private static void nameAtFoot(Canvas canvas, double centre, double baseline, double height) {
        double scale = height * 0.8 / StrokeLetters.CAPITAL;
        double angle = StrokeLetters.width(SAMPLE) * scale / baseline / 2;
        for (String letter : letters(SAMPLE)) {
            StrokeLetters.Letter drawn = StrokeLetters.letter(letter);
            double middle = angle - drawn.width() * scale / baseline / 2;
            var place = new AffineTransform();
            place.translate(centre, centre);
            place.rotate(middle);
            place.translate(-drawn.width() * scale / 2, baseline);
            place.scale(scale, -scale);
            canvas.line(place.createTransformedShape(drawn.path()), LETTER_PEN);
            angle -= drawn.advance() * scale / baseline;
        }
    }

    private static List<String> letters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    private static Ellipse2D circle(double centre, double radius) {
        return new Ellipse2D.Double(centre - radius, centre - radius, 2 * radius, 2 * radius);
    }

    private static Path2D star(double centreX, double centreY, double radius) {
        var star = new Path2D.Double();
        for (int i = 0; i < 10; i++) {
            double angle = Math.PI * i / 5;
            double reach = i % 2 == 0 ? radius : radius * 0.382;
            double x = centreX + reach * Math.sin(angle);
            double y = centreY - reach * Math.cos(angle);
            if (i == 0) {
                star.moveTo(x, y);
            } else {
                star.lineTo(x, y);
            }
        }
        star.closePath();
        return star;
    }
}
