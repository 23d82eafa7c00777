package vn.khue.signature.intake;

/**
 * How much of a file is looked at before it is refused. All limits are inclusive.
 *
 * @param maxBytes size of the file, bytes
 * @param maxPages pages
 * @param maxObjects objects of all cross-reference sections together
 * @param maxDepth nesting of arrays, dictionaries and trees
 * @param maxStreamBytes one stream, unpacked, bytes
 * @param maxTotalBytes all streams that a reader unpacks, together, bytes
 * @param maxRatio unpacked over packed size of one stream that is larger than 40 MiB unpacked
 */
public record IntakeLimits(
        long maxBytes,
        int maxPages,
        int maxObjects,
        int maxDepth,
        long maxStreamBytes,
        long maxTotalBytes,
        int maxRatio) {

    /** 50 MiB, 2000 pages, 500,000 objects, depth 64, 200 MiB a stream, 600 MiB in all, 400 times. */
    public static IntakeLimits standard() {
        return new IntakeLimits(50L << 20, 2000, 500_000, 64, 200L << 20, 600L << 20, 400);
    }
}
