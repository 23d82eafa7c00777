package vn.khue.ecard.photo;

import java.io.ByteArrayOutputStream;

/**
 * The outline of a PNG file (ISO/IEC 15948): its size, and the same file with only the chunks that the picture needs. The others hold
 * text and profiles that are packed and might unpack to anything. Unpacks nothing.
 *
 * @param width pixels
 * @param height pixels
 * @param interlaced whether it is decoded in seven passes
 * @param bare the file with IHDR, PLTE, tRNS, IDAT and IEND only
 */
record PngFile(int width, int height, boolean interlaced, byte[] bare) {

    private static final int MAX_CHUNKS = 20_000;
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504c5445;
    private static final int TRNS = 0x74524e53;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;

    static PngFile read(byte[] file) throws PhotoRefusedException {
        ByteArrayOutputStream bare = new ByteArrayOutputStream(file.length);
        bare.write(file, 0, 8);
        int at = 8;
        boolean data = false;
        for (int chunks = 0; chunks < MAX_CHUNKS; chunks++) {
            if (at + 12 > file.length) {
                throw broken("a chunk at " + at, "the end of the file");
            }
            long length = number(file, at) & 0xffffffffL;
            int type = number(file, at + 4);
            if (length > file.length - at - 12) {
                throw broken("a whole chunk at " + at, "the end of the file");
            }
            if ((chunks == 0) != (type == IHDR) || (type == IHDR && length != 13)) {
                throw broken("one header of 13 bytes at the beginning", "another chunk");
            }
            int end = at + 12 + (int) length;
            if (type == IHDR || type == PLTE || type == TRNS || type == IDAT || type == IEND) {
                bare.write(file, at, end - at);
            }
            data |= type == IDAT;
            if (type == IEND) {
                return outline(file, data, bare.toByteArray());
            }
            at = end;
        }
        throw new PhotoRefusedException(
                PhotoProblem.TOO_MUCH_WORK, "expected at most " + MAX_CHUNKS + " chunks, found more");
    }

    private static PngFile outline(byte[] file, boolean data, byte[] bare) throws PhotoRefusedException {
        int width = number(file, 16);
        int height = number(file, 20);
        if (width <= 0 || height <= 0 || !data) {
            throw broken("a picture with a size above zero", width + " x " + height);
        }
        return new PngFile(width, height, file[28] != 0, bare);
    }

    private static int number(byte[] file, int at) {
        return (file[at] & 0xff) << 24
                | (file[at + 1] & 0xff) << 16
                | (file[at + 2] & 0xff) << 8
                | (file[at + 3] & 0xff);
    }

    private static PhotoRefusedException broken(String expected, String found) {
        return new PhotoRefusedException(
                PhotoProblem.BROKEN, "expected " + expected + ", found " + found + "; save the picture again");
    }
}
