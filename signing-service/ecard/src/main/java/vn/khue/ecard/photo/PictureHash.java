package vn.khue.ecard.photo;

import java.util.BitSet;

/**
 * A picture's outline in 480 bits: where it grows clearly brighter, or clearly darker, from left to right between the squares of a
 * grid of 16 by 16. Stays nearly the same where a picture is saved again, scaled or brightened; flat walls say nothing. Two pictures of the
 * same person are not the same picture. Immutable.
 */
public final class PictureHash {

    /** Bytes of the longest. */
    public static final int MOST_BYTES = 64;

    private static final int GRID = 16;
    private static final int STEP = 3;
    private static final double SAME = 0.8;
    /** With fewer steps than these there is too little to compare. */
    private static final int LEAST = 12;

    private final BitSet steps;

    private PictureHash(BitSet steps) {
        this.steps = steps;
    }

    static PictureHash of(int[] luma) {
        double[] squares = new double[GRID * GRID];
        int wide = CardPhoto.WIDTH / GRID;
        int high = CardPhoto.HEIGHT / GRID;
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                long sum = 0;
                for (int y = row * high; y < (row + 1) * high; y++) {
                    for (int x = column * wide; x < (column + 1) * wide; x++) {
                        sum += luma[y * CardPhoto.WIDTH + x];
                    }
                }
                squares[row * GRID + column] = (double) sum / (wide * high);
            }
        }
        BitSet steps = new BitSet(2 * GRID * GRID);
        for (int i = 0; i < squares.length; i++) {
            if (i % GRID < GRID - 1) {
                double step = squares[i + 1] - squares[i];
                steps.set(2 * i, step > STEP);
                steps.set(2 * i + 1, step < -STEP);
            }
        }
        return new PictureHash(steps);
    }

    /** At most {@value #MOST_BYTES} bytes, for {@link #of(byte[])}. */
    public byte[] bytes() {
        return steps.toByteArray();
    }

    /** @throws IllegalArgumentException for more bytes than {@link #bytes} gives */
    public static PictureHash of(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("at most " + MOST_BYTES + " bytes expected, found " + bytes.length);
        }
        return new PictureHash(BitSet.valueOf(bytes));
    }

    /** Whether both are the same picture, as far as can be said: four of five steps are shared. */
    public boolean samePicture(PictureHash other) {
        return likeness(other) >= SAME;
    }

    /** Steps that both have, of all that either has: 0 to 1. */
    double likeness(PictureHash other) {
        BitSet both = (BitSet) steps.clone();
        both.and(other.steps);
        BitSet either = (BitSet) steps.clone();
        either.or(other.steps);
        return either.cardinality() < LEAST ? 0 : (double) both.cardinality() / either.cardinality();
    }
}
