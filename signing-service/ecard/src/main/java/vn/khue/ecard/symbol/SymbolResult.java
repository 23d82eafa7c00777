package vn.khue.ecard.symbol;

/** What became of a text that was to be a QR code. */
public sealed interface SymbolResult {

    /** It is one. */
    record Made(Symbol symbol) implements SymbolResult {}

    /**
     * It is none.
     *
     * @param problem why, to switch on
     * @param detail what was expected and found, in English, without the text itself
     */
    record Refused(SymbolProblem problem, String detail) implements SymbolResult {}
}
