package vn.khue.signature.validation;

import java.nio.charset.StandardCharsets;

/** What kind of file it is, told from its first bytes and nothing else. */
enum FileFormat {
    PDF("PDF"),
    /** A CMS message, which is a signature with or without its content. */
    CMS("CMS"),
    /** A ZIP, which may be a container of signed files. */
    ZIP("ASiC-E"),
    UNKNOWN("UNKNOWN");

    private static final byte[] PDF_START = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENTRY_START = {'P', 'K', 3, 4};
    private static final int SEQUENCE = 0x30;
    /** DER of the object identifier 1.2.840.113549.1.7.2. */
    private static final byte[] SIGNED_DATA = {
        0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x07, 0x02
    };
    /** A tag, and a length of one to five bytes. */
    private static final int LONGEST_HEADER = 6;

    private final String shown;

    FileFormat(String shown) {
        this.shown = shown;
    }

    /** The name in the report. */
    String shown() {
        return shown;
    }

    static FileFormat of(byte[] file) {
        if (file.length > PDF_START.length && startsWith(file, 0, PDF_START)) {
            return PDF;
        }
        if (startsWith(file, 0, ENTRY_START)) {
            return ZIP;
        }
        return isCms(file) ? CMS : UNKNOWN;
    }

    /** A sequence that begins with the object identifier signedData. */
    private static boolean isCms(byte[] file) {
        if (file.length < LONGEST_HEADER || file[0] != SEQUENCE) {
            return false;
        }
        int lengthBytes = (file[1] & 0x80) == 0 ? 0 : file[1] & 0x7f;
        return lengthBytes < LONGEST_HEADER - 1 && startsWith(file, 2 + lengthBytes, SIGNED_DATA);
    }

    private static boolean startsWith(byte[] file, int at, byte[] start) {
        if (file.length - at < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (file[at + i] != start[i]) {
                return false;
            }
        }
        return true;
    }
}
