package vn.khue.signature.appearance;

/**
 * How a page is shown: turns points of the page as displayed into its user space (ISO 32000-2, 7.7.3.3 and 8.3.2.3).
 *
 * @param left lower left corner of the crop box, user space
 * @param bottom lower left corner of the crop box, user space
 * @param cropWidth user space
 * @param cropHeight user space
 * @param rotation 0, 90, 180 or 270 degrees clockwise
 * @param userUnit points of 1/72 inch in a unit of user space
 */
public record PageFrame(
        double left, double bottom, double cropWidth, double cropHeight, int rotation, double userUnit) {
    public PageFrame {
        if (rotation % 90 != 0
                || rotation < 0
                || rotation > 270
                || !(userUnit > 0)
                || !(cropWidth > 0)
                || !(cropHeight > 0)) {
            throw new IllegalArgumentException("a page is turned by quarters and has a size, found rotation " + rotation
                    + ", unit " + userUnit + ", " + cropWidth + " x " + cropHeight);
        }
    }

    private boolean sideways() {
        return rotation == 90 || rotation == 270;
    }

    /** Width as displayed, points. */
    public double width() {
        return (sideways() ? cropHeight : cropWidth) * userUnit;
    }

    /** Height as displayed, points. */
    public double height() {
        return (sideways() ? cropWidth : cropHeight) * userUnit;
    }

    /** Lower left x, lower left y, upper right x, upper right y in user space. */
    public double[] rectangle(PageBox box) {
        double[] a = point(box.x() / userUnit, box.y() / userUnit);
        double[] b = point(box.right() / userUnit, box.top() / userUnit);
        return new double[] {Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])};
    }

    private double[] point(double x, double y) {
        return switch (rotation) {
            case 90 -> new double[] {left + cropWidth - y, bottom + x};
            case 180 -> new double[] {left + cropWidth - x, bottom + cropHeight - y};
            case 270 -> new double[] {left + y, bottom + cropHeight - x};
            default -> new double[] {left + x, bottom + y};
        };
    }

    /** The /Matrix by which an appearance that is drawn upright stays upright on the turned page. */
    public int[] uprightMatrix() {
        return switch (rotation) {
            case 90 -> new int[] {0, 1, -1, 0, 0, 0};
            case 180 -> new int[] {-1, 0, 0, -1, 0, 0};
            case 270 -> new int[] {0, -1, 1, 0, 0, 0};
            default -> new int[] {1, 0, 0, 1, 0, 0};
        };
    }
}
