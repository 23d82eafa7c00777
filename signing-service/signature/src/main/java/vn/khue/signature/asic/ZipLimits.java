package vn.khue.signature.asic;

/**
 * How much of a ZIP is read.
 *
 * @param entries at most
 * @param entryBytes unpacked size of one entry
 * @param totalBytes unpacked size of all entries together
 * @param ratio unpacked to packed size of an entry of more than a megabyte
 */
public record ZipLimits(int entries, long entryBytes, long totalBytes, int ratio) {

    /** 500 entries, 64 MiB each, 128 MiB together, 200 times their packed size. */
    public static ZipLimits standard() {
        return new ZipLimits(500, 64L << 20, 128L << 20, 200);
    }
}
