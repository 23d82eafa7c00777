package vn.khue.ecard.symbol;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes the QR code of a printed card: an address that any phone's camera opens, in a byte segment, and after its {@code #} the card
 * as decimal digits, in a numeric segment. Error correction M, version 12 at most: so a module in a square of 25 mm is four dots of a
 * 300 dpi printer wide, and larger modules read better than stronger correction. Stateless.
 */
public final class CardSymbols {

    /** The largest code that keeps four dots a module at 300 dpi in 25 mm. */
    public static final int MAX_VERSION = 12;

    private static final int MAX_ADDRESS = 120;
    private static final int MAX_DIGITS = 1_000;
    /** To weigh all eight masks takes eight times the time. Of 600 codes ZXing missed 4 under this one, 9 under those weighed best. */
    private static final int MASK = 0;

    private CardSymbols() {}

    /**
     * The code of a card.
     *
     * @param text printable ASCII up to and with the first {@code #}, then decimal digits and nothing else
     */
    public static SymbolResult of(String text) {
        return of(text, MASK);
    }

    /** The same with the mask that scores best by ISO/IEC 18004, 7.8.3: eight times slower. */
    static SymbolResult withWeighedMask(String text) {
        return of(text, -1);
    }

    private static SymbolResult of(String text, int mask) {
        int hash = text.indexOf('#');
        if (hash < 1 || hash > MAX_ADDRESS || !address(text, hash)) {
            return new SymbolResult.Refused(
                    SymbolProblem.NOT_A_CARD_TEXT,
                    "expected an address of at most " + MAX_ADDRESS + " ASCII characters before #, found "
                            + (hash < 0 ? "no #" : "another at " + hash));
        }
        String digits = text.substring(hash + 1);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new SymbolResult.Refused(
                    SymbolProblem.NOT_A_CARD_TEXT, "expected decimal digits and nothing else after #, found others");
        }
        if (digits.length() > MAX_DIGITS) {
            return tooLong(digits.length());
        }
        QrSegment address = QrSegment.makeBytes(text.substring(0, hash + 1).getBytes(StandardCharsets.US_ASCII));
        try {
            return new SymbolResult.Made(new Symbol(QrCode.encodeSegments(
                    List.of(address, QrSegment.makeNumeric(digits)), QrCode.Ecc.MEDIUM, 1, MAX_VERSION, mask, false)));
        } catch (DataTooLongException e) {
            return tooLong(digits.length());
        }
    }

    private static boolean address(String text, int end) {
        return text.substring(0, end).chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static SymbolResult tooLong(int digits) {
        return new SymbolResult.Refused(
                SymbolProblem.TOO_LONG,
                "expected a code of version " + MAX_VERSION + " at most, found " + digits
                        + " digits, which need a larger one; shorten the school's name");
    }
}
