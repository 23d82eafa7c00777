package vn.khue.ecard.photo;

/** What a file is by its first bytes; its name and what a browser says of it are not asked. */
enum FileKind {
    JPEG,
    PNG,
    HEIC,
    OTHER;

    private static final int[] PNG_MAGIC = {0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
    private static final int[] JPEG_MAGIC = {0xff, 0xd8, 0xff};
    private static final int[] BOX = {'f', 't', 'y', 'p'};

    static FileKind of(byte[] file) {
        if (at(file, 0, JPEG_MAGIC)) {
            return JPEG;
        }
        if (at(file, 0, PNG_MAGIC)) {
            return PNG;
        }
        return at(file, 4, BOX) ? HEIC : OTHER;
    }

    private static boolean at(byte[] file, int offset, int[] magic) {
        if (file.length < offset + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((file[offset + i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
