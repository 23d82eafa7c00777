package vn.khue.ecard.symbol;

/** Why a text is not made a QR code. */
public enum SymbolProblem {
    /** Not an address, a {@code #} and decimal digits. */
    NOT_A_CARD_TEXT,
    /** Its modules would be smaller than four dots at 300 dpi in 25 mm: it needs a version above 12. */
    TOO_LONG
}
