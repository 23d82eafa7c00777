package vn.khue.audit.detection.sigma;

/**
 * How many are too many.
 *
 * @param least from which on it holds, at least 1
 * @param most up to which it holds
 */
public record Threshold(long least, long most) {

    public Threshold {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "expected a threshold of at least 1 and an end not below it, found " + least + " to " + most);
        }
    }

    public static Threshold atLeast(long least) {
        return new Threshold(least, Long.MAX_VALUE);
    }

    public boolean holds(long count) {
        return count >= least && count <= most;
    }
}
