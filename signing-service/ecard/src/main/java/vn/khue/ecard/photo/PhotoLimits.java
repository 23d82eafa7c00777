package vn.khue.ecard.photo;

/**
 * What a file may be at most, looked at before anything is unpacked.
 *
 * @param maxBytes of the file
 * @param maxPixels width times height by its header
 * @param maxProgressivePixels the same for files that are decoded in several passes and are kept whole meanwhile (progressive JPEG,
 *     interlaced PNG)
 */
public record PhotoLimits(int maxBytes, long maxPixels, long maxProgressivePixels) {

    /** What phones make: 12 MiB, 64 megapixels, 25 where in several passes. */
    public static PhotoLimits ordinary() {
        return new PhotoLimits(12 << 20, 64_000_000, 25_000_000);
    }
}
