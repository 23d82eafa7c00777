package vn.khue.ecard;

/**
 * The one exception of this library. Its message says what was expected, what was found and what to do; it never holds personal data.
 * What strangers hand in makes many of them, so those bear no stack trace.
 */
public final class EcardException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Fault {
        /** What was given to make a card, a list or a text from is wrong; the same will fail again. */
        INPUT,
        /** A text that was scanned or fetched is not in its form. */
        TEXT,
        /** Not one well-formed CBOR item (RFC 8949) within this library's bounds. */
        CBOR,
        /** Well-formed, but not the structure that is read: a COSE message, claims, a list. */
        STRUCTURE,
        /** A signature that does not verify, or a key that is not known. */
        SIGNATURE,
        /** A key could not be used, or the algorithm is none of ours. */
        KEY;

        private boolean ofStrangers() {
            return this == TEXT || this == CBOR || this == STRUCTURE || this == SIGNATURE;
        }
    }

    private final Fault fault;

    /** @param message what was expected, what was found, what to do; English, no personal data */
    public EcardException(Fault fault, String message) {
        super(message, null, false, !fault.ofStrangers());
        this.fault = fault;
    }

    /** As above, with the cause. */
    public EcardException(Fault fault, String message, Throwable cause) {
        super(message, cause, false, !fault.ofStrangers());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
