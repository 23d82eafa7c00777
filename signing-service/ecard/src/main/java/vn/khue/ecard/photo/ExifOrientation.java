package vn.khue.ecard.photo;

/** How the camera was held: tag 0x0112 of the first directory of an EXIF segment (JEITA CP-3451). Nothing else of it is read. */
final class ExifOrientation {

    private static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;
    private static final int MAX_ENTRIES = 200;

    private ExifOrientation() {}

    /**
     * @param file the JPEG file
     * @param from where the segment's content begins
     * @param to where it ends
     * @return 1 to 8; 1 for everything that does not hold
     */
    static int of(byte[] file, int from, int to) {
        int tiff = from + 6;
        if (to - from < 16
                || file[from] != 'E'
                || file[from + 1] != 'x'
                || file[from + 2] != 'i'
                || file[from + 3] != 'f') {
            return UPRIGHT;
        }
        boolean little = file[tiff] == 'I';
        long directory = number(file, tiff + 4, 4, little) + tiff;
        if (directory + 2 > to) {
            return UPRIGHT;
        }
        int entries = (int) Math.min(MAX_ENTRIES, number(file, (int) directory, 2, little));
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > to) {
                return UPRIGHT;
            }
            if (number(file, (int) entry, 2, little) == TAG) {
                long value = number(file, (int) entry + 8, 2, little);
                return value >= 1 && value <= 8 ? (int) value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private static long number(byte[] file, int at, int bytes, boolean little) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            int next = file[at + (little ? bytes - 1 - i : i)] & 0xff;
            value = value << 8 | next;
        }
        return value;
    }
}
