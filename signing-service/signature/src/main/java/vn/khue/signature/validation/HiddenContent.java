package vn.khue.signature.validation;

import java.awt.image.BufferedImage;

/**
 * Compares a page with the same page under a later signature's picture. Ink on top of content, as seals have it since Nghị định
 * 30/2020 (PL I, II.8.a), only darkens thin lines of it; what hides content makes dark places light, or takes away the
 * difference between letters and paper over a wider place.
 */
final class HiddenContent {

    /** How much lighter a place gets, of 255, before it counts as erased: opaque red ink over black is 87. */
    private static final int LIGHTER = 110;
    /** A square of this side, points, in which so many square points are erased: less than the stem of a small digit. */
    private static final double ERASED_SIDE = 9;

    private static final double ERASED_AREA = 2.5;
    /** Difference between letters and paper, and what is left of one that is lost. */
    private static final int EDGE = 64;

    private static final int LOST = 24;
    /** Squares of this side, points, in which nine of ten edges are lost; a seal may cost a few letters. */
    private static final double CELL_SIDE = 6;

    private static final int MOST_CELLS = 5;

    private final int[][] without;
    private final int[][] with;
    private final double scale;

    private HiddenContent(BufferedImage without, BufferedImage with, double scale) {
        this.without = luminance(without);
        this.with = luminance(with);
        this.scale = scale;
    }

    /**
     * @param without the page
     * @param with the page under the picture; of the same size
     * @param scale pixels a point
     */
    static boolean between(BufferedImage without, BufferedImage with, double scale) {
        HiddenContent content = new HiddenContent(without, with, scale);
        return content.isErased() || content.lostCells() > MOST_CELLS;
    }

    private static int[][] luminance(BufferedImage image) {
        int[][] rows = new int[image.getHeight()][image.getWidth()];
        int[] line = new int[image.getWidth()];
        for (int y = 0; y < rows.length; y++) {
            if (image.getType() == BufferedImage.TYPE_INT_RGB) {
                // As it lies there: asking the colour model for each dot takes longer than all the rest.
                image.getRaster().getDataElements(0, y, line.length, 1, line);
            } else {
                image.getRGB(0, y, line.length, 1, line, 0, line.length);
            }
            for (int x = 0; x < line.length; x++) {
                int rgb = line[x];
                rows[y][x] = ((rgb >> 16 & 255) * 30 + (rgb >> 8 & 255) * 59 + (rgb & 255) * 11) / 100;
            }
        }
        return rows;
    }

    private boolean isErased() {
        int side = Math.max(2, (int) Math.ceil(ERASED_SIDE * scale));
        double most = ERASED_AREA * scale * scale;
        int half = side / 2;
        for (int top = 0; top < without.length; top += half) {
            for (int left = 0; left < without[0].length; left += half) {
                if (erasedWithin(top, left, side) >= most) {
                    return true;
                }
            }
        }
        return false;
    }

    private int erasedWithin(int top, int left, int side) {
        int erased = 0;
        for (int y = top; y < Math.min(top + side, without.length); y++) {
            for (int x = left; x < Math.min(left + side, without[y].length); x++) {
                if (with[y][x] - without[y][x] >= LIGHTER) {
                    erased++;
                }
            }
        }
        return erased;
    }

    private int lostCells() {
        int side = Math.max(4, (int) Math.round(CELL_SIDE * scale));
        int cells = 0;
        for (int top = 0; top + side < without.length; top += side) {
            for (int left = 0; left + side < without[0].length; left += side) {
                if (isLost(top, left, side)) {
                    cells++;
                }
            }
        }
        return cells;
    }

    private boolean isLost(int top, int left, int side) {
        int edges = 0;
        int lost = 0;
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                for (int down = 0; down <= 1; down++) {
                    int y2 = Math.min(y + 2 * down, without.length - 1);
                    int x2 = Math.min(x + 2 - 2 * down, without[y].length - 1);
                    int old = without[y][x] - without[y2][x2];
                    if (Math.abs(old) >= EDGE) {
                        edges++;
                        int now = with[y][x] - with[y2][x2];
                        if (Math.abs(now) < LOST || (old > 0) != (now > 0)) {
                            lost++;
                        }
                    }
                }
            }
        }
        return edges >= side && lost * 10 >= edges * 9;
    }
}
