package vn.khue.ecard.photo;

import java.util.EnumSet;
import java.util.Set;

/**
 * What figures say of a portrait of the card's size. They look at the middle only, where the face is expected, because a white wall
 * behind it is right. A figure is no judgement: it asks a person to look.
 */
final class Look {

    private static final int LEFT = CardPhoto.WIDTH / 4;
    private static final int RIGHT = CardPhoto.WIDTH * 3 / 4;
    private static final int TOP = CardPhoto.HEIGHT / 6;
    private static final int BOTTOM = CardPhoto.HEIGHT * 3 / 4;
    private static final double DARK = 55;
    private static final double BRIGHT = 215;
    private static final double FLAT = 4;
    /** Variance of the Laplacian; sharp portraits of this size have hundreds, such as were enlarged or shaken less than this. */
    private static final double BLUR = 18;

    private final double mean;
    private final double deviation;
    private final double detail;

    Look(int[] luma) {
        double sum = 0;
        double squares = 0;
        double edges = 0;
        double edgeSquares = 0;
        int count = 0;
        for (int y = TOP; y < BOTTOM; y++) {
            for (int x = LEFT; x < RIGHT; x++) {
                int at = y * CardPhoto.WIDTH + x;
                int here = luma[at];
                int edge = 4 * here
                        - luma[at - 1]
                        - luma[at + 1]
                        - luma[at - CardPhoto.WIDTH]
                        - luma[at + CardPhoto.WIDTH];
                sum += here;
                squares += (double) here * here;
                edges += edge;
                edgeSquares += (double) edge * edge;
                count++;
            }
        }
        mean = sum / count;
        deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        detail = edgeSquares / count - edges / count * (edges / count);
    }

    boolean empty() {
        return deviation < FLAT;
    }

    Set<PhotoDoubt> doubts() {
        Set<PhotoDoubt> doubts = EnumSet.noneOf(PhotoDoubt.class);
        if (mean < DARK) {
            doubts.add(PhotoDoubt.TOO_DARK);
        } else if (mean > BRIGHT) {
            doubts.add(PhotoDoubt.TOO_BRIGHT);
        }
        if (detail < BLUR) {
            doubts.add(PhotoDoubt.BLURRED);
        }
        return doubts;
    }
}
