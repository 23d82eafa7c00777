package vn.khue.bench.peer;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;
import vn.khue.bench.BenchException;

/** ZXing's encoder, which finds the two segments by itself when asked to be compact. */
public final class ZxingSymbol {

    private ZxingSymbol() {}

    /** The matrix of modules of the text, error correction M. */
    public static int encode(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_COMPACT, true))
                    .getMatrix()
                    .getWidth();
        } catch (WriterException e) {
            throw new BenchException("expected ZXing to encode the text, found " + e, e);
        }
    }
}
