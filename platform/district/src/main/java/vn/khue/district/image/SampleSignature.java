package vn.khue.district.image;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import vn.khue.directory.PersonName;
import vn.khue.directory.name.VietnameseName;

/**
 * Draws a sample of a handwritten signature in blue ink: a large initial, a flowing line through the given name, a flourish, and a small MẪU.
 * PNG with transparent ground, 600 dpi, 50 by 20 mm (R1.1, R1.2, R1.10). The same person gets the same picture. Thread-safe.
 */
public final class SampleSignature {

    /** Width of the picture in millimetres. */
    public static final double WIDTH_MM = 50;

    /** Height of the picture in millimetres. */
    public static final double HEIGHT_MM = 20;

    /** Hue 225°, within the 200° to 260° of R1.2. */
    private static final Color BLUE = new Color(0x1B, 0x3A, 0xA2);

    private static final double BASELINE = 13.2;
    private static final double THIN = 0.22;
    private static final double THICK = 0.62;
    private static final String ASCENDERS = "bdfhklt";
    private static final String DESCENDERS = "gjpqy";

    private SampleSignature() {}

    /**
     * The picture.
     *
     * @param person Khuê id, from which the hand is drawn
     */
    public static byte[] png(PersonName name, UUID person) {
        var random = new SplittableRandom(person.getMostSignificantBits() ^ person.getLeastSignificantBits());
        String given = VietnameseName.searchKey(name.given()).replaceAll("[^a-z]", "");
        String shown = given.isEmpty() ? "u" : given;
        double slant = 0.28 + random.nextDouble() * 0.25;
        try (var canvas = new Canvas(WIDTH_MM, HEIGHT_MM, BLUE)) {
            ink(canvas, initial(shown, slant), 0.5);
            ink(canvas, slanted(Strokes.smooth(nameLine(shown, random)), slant), 0);
            ink(canvas, flourish(random), 0.15);
            canvas.text("MẪU", WIDTH_MM - 6.4, HEIGHT_MM - 0.8, 1.6, 0.18);
            return canvas.png();
        }
    }

    private static Path2D initial(String shown, double slant) {
        var place = new AffineTransform();
        place.translate(6.5, BASELINE);
        place.shear(-slant, 0);
        place.scale(0.82, -0.92);
        return new Path2D.Double(StrokeLetters.letter(shown.substring(0, 1)).path(), place);
    }

    /** One line that rises for tall letters and dips for long ones. Points in millimetres from the baseline, y upwards. */
    private static List<double[]> nameLine(String shown, SplittableRandom random) {
        var points = new ArrayList<double[]>();
        double x = 0;
        double step = Math.min(5.2, 24.0 / (shown.length() + 1));
        points.add(new double[] {x, 1 + random.nextDouble()});
        for (int i = 1; i <= Math.max(2, shown.length() - 1); i++) {
            char letter = i < shown.length() ? shown.charAt(i) : 'n';
            double jitter = (random.nextDouble() - 0.5) * 0.9;
            double high = ASCENDERS.indexOf(letter) >= 0 ? 7 : 2.9;
            double low = DESCENDERS.indexOf(letter) >= 0 ? -4.4 : 0;
            points.add(new double[] {x + step * 0.35, high + jitter});
            points.add(new double[] {x + step * 0.18, high * 0.55});
            points.add(new double[] {x + step * 0.45, low + jitter * 0.5});
            points.add(new double[] {x + step * 0.85, 0.5 + Math.abs(jitter)});
            x += step;
        }
        points.add(new double[] {x + step * 1.1, 1.6 + random.nextDouble() * 2});
        points.add(new double[] {x + step * 1.9, 0.4});
        return points;
    }

    private static Path2D slanted(Path2D line, double slant) {
        var place = new AffineTransform();
        place.translate(12.5, BASELINE);
        place.shear(-slant, 0);
        place.scale(1, -1);
        line.transform(place);
        return line;
    }

    /** A sweep below the name, out to the right and back. */
    private static Path2D flourish(SplittableRandom random) {
        double dip = random.nextDouble() * 1.6;
        return Strokes.smooth(List.of(
                new double[] {40.5, BASELINE - 1},
                new double[] {43, BASELINE + 1.2},
                new double[] {30, BASELINE + 3.1 + dip},
                new double[] {9, BASELINE + 2.6},
                new double[] {5.5, BASELINE + 4},
                new double[] {16, BASELINE + 4.6},
                new double[] {34 + random.nextDouble() * 5, BASELINE + 2.4 + dip * 0.3}));
    }

    /** Lays ink along a line: broad where the pen comes down, thin where it goes up. */
    private static void ink(Canvas canvas, Path2D path, double press) {
        var steps = new FlatteningPathIterator(path.getPathIterator(null), 0.01, 12);
        double[] at = new double[6];
        double x = 0;
        double y = 0;
        double pen = THIN;
        while (!steps.isDone()) {
            int kind = steps.currentSegment(at);
            if (kind == PathIterator.SEG_LINETO) {
                double length = Math.hypot(at[0] - x, at[1] - y);
                double down = length == 0 ? 0 : Math.max(0, (at[1] - y) / length);
                double wanted = THIN + (THICK - THIN) * Math.max(press, down);
                int dots = Math.max(1, (int) Math.ceil(length / 0.03));
                for (int i = 1; i <= dots; i++) {
                    // A pen does not change its pressure at once.
                    pen += (wanted - pen) * 0.06;
                    double part = (double) i / dots;
                    dot(canvas, x + (at[0] - x) * part, y + (at[1] - y) * part, pen);
                }
            }
            x = at[0];
            y = at[1];
            steps.next();
        }
    }

    private static void dot(Canvas canvas, double x, double y, double width) {
        canvas.fill(new Ellipse2D.Double(x - width / 2, y - width / 2, width, width));
    }
}
