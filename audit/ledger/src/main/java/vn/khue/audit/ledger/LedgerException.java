package vn.khue.audit.ledger;

/**
 * The one exception of this package: the ledger cannot be opened, written or read. The message says what was expected,
 * what was found and what to do.
 */
public final class LedgerException extends RuntimeException {

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
