package vn.khue.bench.peer;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import vn.khue.bench.BenchException;

/** ZXing's encoder. It chooses one segment for the whole text; asked to choose several it takes forty times as long. */
public final class ZxingSymbol {

    private ZxingSymbol() {}

    /** The matrix of modules of the text, error correction M. */
    public static int encode(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix().getWidth();
        } catch (WriterException e) {
            throw new BenchException("expected ZXing to encode the text, found " + e, e);
        }
    }
}
