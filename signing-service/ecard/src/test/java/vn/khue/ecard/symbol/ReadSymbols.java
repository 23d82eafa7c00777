package vn.khue.ecard.symbol;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.Map;

/** ZXing as a reader that did not make our codes. */
public final class ReadSymbols {

    private ReadSymbols() {}

    /** What is read in a picture with one code in it, at its own size or larger: a camera too comes closer. */
    public static String in(BufferedImage image) throws ReaderException {
        Map<DecodeHintType, ?> hints = Map.of(DecodeHintType.TRY_HARDER, true);
        try {
            return read(image, hints);
        } catch (ReaderException e) {
            try {
                return read(enlarged(image, 1.5), hints);
            } catch (ReaderException again) {
                return read(enlarged(image, 2), hints);
            }
        }
    }

    private static BufferedImage enlarged(BufferedImage image, double times) {
        int width = (int) (image.getWidth() * times);
        int height = (int) (image.getHeight() * times);
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = out.createGraphics();
        pen.setRenderingHint(
                java.awt.RenderingHints.KEY_INTERPOLATION, java.awt.RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(image, 0, 0, width, height, null);
        pen.dispose();
        return out;
    }

    private static String read(BufferedImage image, Map<DecodeHintType, ?> hints) throws ReaderException {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        RGBLuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)), hints)
                    .getText();
        } catch (ReaderException e) {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new GlobalHistogramBinarizer(source)), hints)
                    .getText();
        }
    }

    /** What is read where the code alone is drawn, four pixels a module. */
    static String of(Symbol symbol) throws ReaderException {
        int side = 4 * (symbol.size() + 2 * Symbol.QUIET_ZONE);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(java.awt.Color.WHITE);
        pen.fillRect(0, 0, side, side);
        pen.setColor(java.awt.Color.BLACK);
        for (Symbol.Run run : symbol.runs()) {
            pen.fillRect(4 * (run.x() + 4), 4 * (run.y() + 4), 4 * run.width(), 4 * run.height());
        }
        pen.dispose();
        return read(image, Map.of(DecodeHintType.PURE_BARCODE, true));
    }
}
