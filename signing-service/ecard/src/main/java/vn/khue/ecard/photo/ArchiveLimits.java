package vn.khue.ecard.photo;

/**
 * What an archive of photographs may be at most.
 *
 * @param maxEntries files in it
 * @param maxTotalBytes of all of them, unpacked
 * @param photo of each file
 */
public record ArchiveLimits(int maxEntries, long maxTotalBytes, PhotoLimits photo) {

    /** A large school: 4,000 files, 4 GiB. */
    public static ArchiveLimits ordinary() {
        return new ArchiveLimits(4_000, 4L << 30, PhotoLimits.ordinary());
    }
}
