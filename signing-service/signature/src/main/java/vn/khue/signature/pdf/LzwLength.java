package vn.khue.signature.pdf;

/** How long LZW data becomes (ISO 32000-2, 7.4.4), without keeping it: only the length of each table entry is needed. */
final class LzwLength {

    private static final int CLEAR = 256;
    private static final int END = 257;

    private LzwLength() {}

    /** Bytes; damaged data counts as far as it can be read. */
    static long of(byte[] data, int from, int length) {
        long[] lengths = new long[4097];
        int next = END + 1;
        int width = 9;
        long total = 0;
        long previous = 0;
        long bitsLeft = length * 8L;
        long bit = from * 8L;
        while (bitsLeft >= width) {
            int code = 0;
            for (int i = 0; i < width; i++, bit++) {
                code = code << 1 | data[(int) (bit >> 3)] >> (7 - (int) (bit & 7)) & 1;
            }
            bitsLeft -= width;
            if (code == END) {
                break;
            }
            if (code == CLEAR) {
                next = END + 1;
                width = 9;
                previous = 0;
                continue;
            }
            long current = code < CLEAR ? 1 : code < next ? lengths[code] : previous + 1;
            if (previous > 0 && next < 4096) {
                lengths[next++] = previous + 1;
            }
            total += current;
            previous = current;
            if (next + 1 >= 1 << width && width < 12) {
                width++;
            }
        }
        return total;
    }
}
