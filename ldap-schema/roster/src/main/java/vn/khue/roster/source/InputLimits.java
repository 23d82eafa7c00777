package vn.khue.roster.source;

/**
 * How much is read before a file is refused. A district of 100,000 people needs about a tenth of these.
 *
 * @param fileBytes largest file
 * @param entries most entries in an archive
 * @param inflatedBytes most bytes that an archive may give
 * @param ratio most bytes out for one byte in; a OneRoster file gives about 10, a workbook about 15
 * @param sharedTextBytes largest table of shared texts in a workbook: the one part of it that is held in memory
 * @param rows most rows in one file or sheet
 * @param columns most columns
 * @param cellLength longest cell, in UTF-16 units
 */
public record InputLimits(
        long fileBytes,
        int entries,
        long inflatedBytes,
        int ratio,
        long sharedTextBytes,
        long rows,
        int columns,
        int cellLength) {

    private static final long MEBIBYTE = 1L << 20;

    /** 256 MiB, 200 entries, 1 GiB inflated at most 200 to 1, 64 MiB of shared texts, 1,000,000 rows of 256 cells of 2,000. */
    public static InputLimits standard() {
        return new InputLimits(256 * MEBIBYTE, 200, 1024 * MEBIBYTE, 200, 64 * MEBIBYTE, 1_000_000, 256, 2_000);
    }
}
