package vn.khue.pki;

/**
 * The one exception of this library. Its message says what was expected, what was found and what to do; it never holds
 * key material, a passphrase or personal data. The {@link Fault} tells a caller who has to act, so that an app maps it
 * to one HTTP status.
 */
public final class PkiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Who has to act. */
    public enum Fault {
        /** The caller's input is wrong; the same input will fail again. */
        INPUT,
        /** A key is missing, locked or destroyed; an operator has to act. */
        KEY,
        /**
         * The token that holds the keys cannot be used now: it is away, refuses its PIN or has no session free. Nothing was
         * issued or signed; a later attempt may work. {@link vn.khue.pki.keystore.KeyVault#state()} says which.
         */
        TOKEN,
        /** The policy or a profile forbids what was asked. */
        POLICY,
        /** Stored data is missing or contradicts itself. */
        STORE,
        /** Another service did not answer usably; a later attempt may work. */
        REMOTE;

        /** Whether a key could not be used: KEY or TOKEN. What was signed before goes on. */
        public boolean ofKey() {
            return this == KEY || this == TOKEN;
        }
    }

    private final Fault fault;

    /** @param message what was expected, what was found, what to do; English, no personal data */
    public PkiException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** As above, with the cause. */
    public PkiException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
