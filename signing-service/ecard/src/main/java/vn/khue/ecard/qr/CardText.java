package vn.khue.ecard.qr;

import java.util.Collection;
import vn.khue.ecard.CardProblem;
import vn.khue.ecard.EcardException;

/**
 * The text of a card's QR code: {@code <base>/v#} and digits, so that any phone's camera opens the page that verifies, and what stands
 * behind the # stays in the browser. {@code TH1:} and Base45 is read as well.
 */
public final class CardText {
    /** Bytes of a card in print, with which its code stays within version 12 at level M: 25 mm at 4 dots of a 300 dpi printer. */
    public static final int MOST_BYTES_IN_PRINT = 261;

    /** Bytes of a card as a phone shows it. */
    public static final int MOST_BYTES = 512;

    /** Bits of data in a code of version 12 at level M (ISO/IEC 18004 table 7). */
    private static final int BITS_IN_PRINT = 2320;
    /** Mode and count of the two segments, address as bytes and card as digits, in versions 10 to 26. */
    private static final int HEADERS = 4 + 16 + 4 + 12;
    /** Digits of a last group of so many bytes. */
    private static final int[] DIGITS = {0, 3, 5, 8, 10, 13, 15};

    private static final int MOST_CHARACTERS = 4096;
    private static final String PATH = "/v#";
    private static final String BASE45 = "TH1:";
    private static final String EU = "HC1:";
    private static final String BADGE = "KHUE1:";

    private CardText() {}

    /**
     * How long a card may be to fit the printed code of version 12 behind this address; a longer address leaves less.
     *
     * @return at most {@value #MOST_BYTES_IN_PRINT}
     */
    public static int mostBytesInPrint(String base) {
        int most = MOST_BYTES_IN_PRINT;
        while (most > 0 && bits(base, most) > BITS_IN_PRINT) {
            most--;
        }
        return most;
    }

    private static int bits(String base, int bytes) {
        int digits = bytes / 7 * 17 + DIGITS[bytes % 7];
        int rest = digits % 3;
        return HEADERS + 8 * (base.length() + PATH.length()) + digits / 3 * 10 + (rest == 0 ? 0 : rest * 3 + 1);
    }

    /**
     * @param base address without a slash at its end, {@code https://the.edu.vn}
     * @param card signed
     */
    public static String of(String base, byte[] card) {
        return base + PATH + Digits.encode(card);
    }

    /** The same as the alphanumeric text that bears no address. */
    public static String base45(byte[] card) {
        return BASE45 + Base45.encode(card);
    }

    /**
     * Reads a text. Never throws.
     *
     * @param bases addresses at which our cards begin; none where that is not known, then any will do
     */
    public static ScannedText read(String text, Collection<String> bases) {
        if (text == null) {
            return new ScannedText.Other(CardProblem.NOT_A_CARD);
        }
        if (text.length() > MOST_CHARACTERS) {
            return new ScannedText.Other(CardProblem.OVERSIZE);
        }
        String plain = text.strip();
        if (plain.startsWith(EU)) {
            return new ScannedText.Other(CardProblem.EU_CERTIFICATE);
        }
        if (plain.regionMatches(true, 0, BADGE, 0, BADGE.length())) {
            return new ScannedText.Other(CardProblem.LOGIN_BADGE);
        }
        try {
            return plain.startsWith(BASE45) ? base45(plain.substring(BASE45.length())) : digits(plain, bases);
        } catch (EcardException e) {
            return new ScannedText.Other(CardProblem.MALFORMED_TEXT);
        }
    }

    private static ScannedText base45(String text) {
        if (text.isEmpty()) {
            return new ScannedText.Other(CardProblem.MALFORMED_TEXT);
        }
        return Base45.length(text.length()) > MOST_BYTES
                ? new ScannedText.Other(CardProblem.OVERSIZE)
                : new ScannedText.Encoded(Base45.decode(text));
    }

    private static ScannedText digits(String text, Collection<String> bases) {
        int path = text.indexOf(PATH);
        if (path < 0 || !(text.startsWith("https://") || text.startsWith("http://"))) {
            return new ScannedText.Other(CardProblem.NOT_A_CARD);
        }
        String digits = text.substring(path + PATH.length());
        if (!bases.isEmpty() && !bases.contains(text.substring(0, path))) {
            boolean ours = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            return new ScannedText.Other(ours ? CardProblem.WRONG_BASE : CardProblem.NOT_A_CARD);
        }
        if (digits.isEmpty()) {
            return new ScannedText.Other(CardProblem.MALFORMED_TEXT);
        }
        return Digits.length(digits.length()) > MOST_BYTES
                ? new ScannedText.Other(CardProblem.OVERSIZE)
                : new ScannedText.Encoded(Digits.decode(digits));
    }
}
