package vn.khue.signature.pdf;

/**
 * Bounds of the reader.
 *
 * @param maxPages pages
 * @param maxObjects entries of all cross-reference sections together
 * @param maxDepth nesting of values and of trees
 * @param maxStreamBytes one stream, unpacked
 * @param maxTotalBytes all streams that are unpacked, together
 * @param maxRatio unpacked over packed size, looked at from 40 MiB unpacked
 */
public record ReadLimits(
        int maxPages, int maxObjects, int maxDepth, long maxStreamBytes, long maxTotalBytes, int maxRatio) {

    /** For the validator: as the intake's standard limits. */
    public static ReadLimits standard() {
        return new ReadLimits(2000, 500_000, 64, 200L << 20, 600L << 20, 400);
    }
}
