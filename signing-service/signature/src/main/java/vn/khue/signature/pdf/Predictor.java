package vn.khue.signature.pdf;

/** Undoes the PNG predictors of cross-reference and object streams (ISO 32000-2, 7.4.4.4). */
final class Predictor {

    private Predictor() {}

    static byte[] undo(byte[] data, PdfValue.Dict params) throws PdfReadException {
        long predictor = params.whole("Predictor").orElse(1);
        if (predictor == 1) {
            return data;
        }
        long colors = params.whole("Colors").orElse(1);
        long bits = params.whole("BitsPerComponent").orElse(8);
        long columns = params.whole("Columns").orElse(1);
        if (predictor < 10
                || predictor > 15
                || colors < 1
                || colors > 4
                || bits != 8
                || columns < 1
                || columns > 65536) {
            throw new PdfReadException(
                    PdfReadException.Kind.SYNTAX, "expected a PNG predictor of 8 bits, found predictor " + predictor);
        }
        int step = (int) colors;
        int row = (int) (columns * colors);
        int rows = data.length / (row + 1);
        byte[] out = new byte[rows * row];
        for (int r = 0; r < rows; r++) {
            int in = r * (row + 1);
            int kind = data[in++];
            int base = r * row;
            for (int c = 0; c < row; c++) {
                int left = c >= step ? out[base + c - step] & 255 : 0;
                int up = r > 0 ? out[base + c - row] & 255 : 0;
                int corner = r > 0 && c >= step ? out[base + c - row - step] & 255 : 0;
                int add =
                        switch (kind) {
                            case 0 -> 0;
                            case 1 -> left;
                            case 2 -> up;
                            case 3 -> (left + up) / 2;
                            case 4 -> paeth(left, up, corner);
                            default ->
                                throw new PdfReadException(
                                        PdfReadException.Kind.SYNTAX,
                                        "expected a PNG row filter 0 to 4, found " + kind);
                        };
                out[base + c] = (byte) (data[in + c] + add);
            }
        }
        return out;
    }

    private static int paeth(int a, int b, int c) {
        int p = a + b - c;
        int pa = Math.abs(p - a);
        int pb = Math.abs(p - b);
        int pc = Math.abs(p - c);
        if (pa <= pb && pa <= pc) {
            return a;
        }
        return pb <= pc ? b : c;
    }
}
