package vn.khue.district.image;

import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;

/**
 * Reads drawings written as text: strokes divided by {@code ;}, each a row of points {@code x,y}; one that begins with {@code ~} is a smooth
 * curve through its points. Thread-safe.
 */
final class Strokes {

    private Strokes() {}

    static Path2D path(String text) {
        var path = new Path2D.Double();
        for (String stroke : text.split(";")) {
            boolean smooth = stroke.startsWith("~");
            List<double[]> points = Arrays.stream(
                            stroke.substring(smooth ? 1 : 0).strip().split(" +"))
                    .map(Strokes::point)
                    .toList();
            append(path, points, smooth);
        }
        return path;
    }

    /** A curve through all points, with the tangents of Catmull and Rom. */
    static Path2D smooth(List<double[]> points) {
        var path = new Path2D.Double();
        append(path, points, true);
        return path;
    }

    private static void append(Path2D path, List<double[]> points, boolean smooth) {
        double[] start = points.get(0);
        path.moveTo(start[0], start[1]);
        for (int i = 1; i < points.size(); i++) {
            double[] from = points.get(i - 1);
            double[] to = points.get(i);
            if (smooth) {
                double[] before = points.get(Math.max(0, i - 2));
                double[] after = points.get(Math.min(points.size() - 1, i + 1));
                path.curveTo(
                        from[0] + (to[0] - before[0]) / 6,
                        from[1] + (to[1] - before[1]) / 6,
                        to[0] - (after[0] - from[0]) / 6,
                        to[1] - (after[1] - from[1]) / 6,
                        to[0],
                        to[1]);
            } else {
                path.lineTo(to[0], to[1]);
            }
        }
    }

    private static double[] point(String text) {
        int comma = text.indexOf(',');
        return new double[] {Double.parseDouble(text.substring(0, comma)), Double.parseDouble(text.substring(comma + 1))
        };
    }
}
