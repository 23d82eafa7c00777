package vn.khue.ecard.symbol;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;

/**
 * Makes the QR code of a login badge: version 6 at most, so that in 35 mm a module is 0.7 mm and more, which a laptop's camera of
 * fixed focus still resolves at arm's length. Stateless.
 */
public final class BadgeSymbols {

    /** The largest code that such a camera reads. */
    public static final int MAX_VERSION = 6;

    private static final int MAX_LENGTH = 200;

    private BadgeSymbols() {}

    /** The code of any text; capital letters and digits alone take the least room. */
    public static SymbolResult of(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return tooLong(text);
        }
        try {
            return new SymbolResult.Made(new Symbol(
                    QrCode.encodeSegments(QrSegment.makeSegments(text), QrCode.Ecc.MEDIUM, 1, MAX_VERSION, -1, true)));
        } catch (DataTooLongException e) {
            return tooLong(text);
        }
    }

    private static SymbolResult tooLong(String text) {
        return new SymbolResult.Refused(
                SymbolProblem.TOO_LONG,
                "expected a code of version " + MAX_VERSION + " at most, found " + text.length()
                        + " characters; give the badge a shorter token");
    }
}
