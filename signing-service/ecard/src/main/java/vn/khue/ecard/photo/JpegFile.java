package vn.khue.ecard.photo;

import java.io.ByteArrayOutputStream;

/**
 * The outline of a JPEG file (ITU-T T.81 Annex B): its size, its passes, how it is to be turned, and the same file without what is
 * not the picture. Reads markers only and unpacks nothing.
 *
 * @param width pixels
 * @param height pixels
 * @param components colours: 1, 3 or 4
 * @param baseline whether it is decoded in one pass
 * @param orientation 1 to 8 as in EXIF 2.3, 1 where the file says nothing that holds
 * @param bare the file without application segments (EXIF, XMP, ICC profiles, thumbnails; JFIF's own stays, and Adobe's, which says
 *     how colours are coded) and comments
 */
record JpegFile(int width, int height, int components, boolean baseline, int orientation, byte[] bare) {

    private static final int MAX_SEGMENTS = 2_000;
    private static final int MAX_SCANS = 40;
    private static final int MAX_PIXELS_TIMES_SCANS = 400_000_000;

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COM = 0xfe;

    static JpegFile read(byte[] file) throws PhotoRefusedException {
        return new Reader(file).read();
    }

    private static final class Reader {
        private final byte[] file;
        private final ByteArrayOutputStream bare;
        private int width;
        private int height;
        private int components;
        private boolean baseline;
        private int orientation = 1;
        private int scans;

        Reader(byte[] file) {
            this.file = file;
            this.bare = new ByteArrayOutputStream(file.length);
        }

        JpegFile read() throws PhotoRefusedException {
            int at = 2;
            bare.write(file, 0, 2);
            for (int segments = 0; segments < MAX_SEGMENTS; segments++) {
                while (at + 1 < file.length && byteAt(at) == 0xff && byteAt(at + 1) == 0xff) {
                    at++;
                }
                if (at + 2 > file.length || byteAt(at) != 0xff) {
                    throw broken("a marker at " + at, "none");
                }
                int marker = byteAt(at + 1);
                if (marker == EOI) {
                    bare.write(file, at, 2);
                    return whole();
                }
                if (marker == SOI || marker == 0 || marker < 0xc0) {
                    throw broken("a segment at " + at, "marker " + Integer.toHexString(marker));
                }
                int end = at + 2 + length(at + 2);
                if (end > file.length) {
                    throw broken("a whole segment at " + at, "the end of the file");
                }
                at = segment(marker, at, end);
            }
            throw new PhotoRefusedException(
                    PhotoProblem.TOO_MUCH_WORK, "expected at most " + MAX_SEGMENTS + " segments, found more");
        }

        /** @return where the next marker is */
        private int segment(int marker, int at, int end) throws PhotoRefusedException {
            if (isFrame(marker)) {
                frame(marker, at + 4, end);
            } else if (marker == APP1 && orientation == 1) {
                orientation = ExifOrientation.of(file, at + 4, end);
            }
            boolean application = marker >= APP0 && marker <= APP15;
            boolean kept = (marker == APP0 && starts(at + 4, end, "JFIF\0"))
                    || (marker == APP14 && starts(at + 4, end, "Adobe"));
            if (marker == COM || (application && !kept)) {
                return end;
            }
            bare.write(file, at, end - at);
            if (marker != SOS) {
                return end;
            }
            scan();
            int data = end;
            while (data + 1 < file.length) {
                if (byteAt(data) == 0xff) {
                    int next = byteAt(data + 1);
                    if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                        break;
                    }
                }
                data++;
            }
            if (data + 1 >= file.length) {
                throw broken("an end of the picture", "the end of the file");
            }
            bare.write(file, end, data - end);
            return data;
        }

        private void scan() throws PhotoRefusedException {
            if (width == 0) {
                throw broken("the picture's size before its data", "none");
            }
            scans++;
            if (scans > MAX_SCANS || (scans > 1 && (long) scans * width * height > MAX_PIXELS_TIMES_SCANS)) {
                throw new PhotoRefusedException(
                        PhotoProblem.TOO_MUCH_WORK,
                        "expected at most " + MAX_SCANS + " passes and fewer over large pictures, found " + scans
                                + "; save the picture again");
            }
        }

        private void frame(int marker, int at, int end) throws PhotoRefusedException {
            if (width != 0) {
                throw broken("one frame", "two");
            }
            if ((marker != 0xc0 && marker != 0xc1 && marker != 0xc2) || end - at < 6 || byteAt(at) != 8) {
                throw broken(
                        "a frame of baseline or progressive JPEG with 8 bits", "marker " + Integer.toHexString(marker));
            }
            height = length(at + 1);
            width = length(at + 3);
            components = byteAt(at + 5);
            baseline = marker == 0xc0;
            if (width == 0 || height == 0) {
                throw broken("a size above zero", width + " x " + height);
            }
            if (components == 4) {
                throw new PhotoRefusedException(
                        PhotoProblem.FOUR_COLOURS, "expected one or three colours, found four; save it as RGB");
            }
            if (components != 1 && components != 3) {
                throw broken("one or three colours", Integer.toString(components));
            }
        }

        private JpegFile whole() throws PhotoRefusedException {
            if (scans == 0) {
                throw broken("a picture", "none");
            }
            return new JpegFile(width, height, components, baseline, orientation, bare.toByteArray());
        }

        private static boolean isFrame(int marker) {
            return marker >= 0xc0 && marker <= 0xcf && marker != DHT && marker != JPG && marker != DAC;
        }

        private boolean starts(int at, int end, String word) {
            if (end - at < word.length()) {
                return false;
            }
            for (int i = 0; i < word.length(); i++) {
                if (byteAt(at + i) != word.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private int length(int at) throws PhotoRefusedException {
            if (at + 2 > file.length) {
                throw broken("two bytes at " + at, "the end of the file");
            }
            return byteAt(at) << 8 | byteAt(at + 1);
        }

        private int byteAt(int at) {
            return file[at] & 0xff;
        }

        private static PhotoRefusedException broken(String expected, String found) {
            return new PhotoRefusedException(
                    PhotoProblem.BROKEN, "expected " + expected + ", found " + found + "; save the picture again");
        }
    }
}
