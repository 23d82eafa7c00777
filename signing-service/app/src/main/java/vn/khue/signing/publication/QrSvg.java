package vn.khue.signing.publication;

import io.nayuki.qrcodegen.QrCode;

/** A QR code (ISO/IEC 18004) as SVG: error correction M, a margin of four modules. Stateless. */
public final class QrSvg {
    private static final int MARGIN = 4;

    private QrSvg() {}

    public static String of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int size = code.size + 2 * MARGIN;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + MARGIN)
                            .append(' ')
                            .append(y + MARGIN)
                            .append("h1v1h-1z");
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size
                + "\" width=\"260\" height=\"260\" shape-rendering=\"crispEdges\"><rect width=\"" + size
                + "\" height=\""
                + size + "\" fill=\"#fff\"/><path fill=\"#000\" d=\"" + path + "\"/></svg>";
    }
}
