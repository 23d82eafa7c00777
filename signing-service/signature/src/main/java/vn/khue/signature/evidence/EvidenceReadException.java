package vn.khue.signature.evidence;

import java.io.Serial;

/** Bytes are no evidence record that can be read without guessing, or not within the limits. Inside this module only. */
public final class EvidenceReadException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of trouble. */
    public enum Kind {
        /** No DER of RFC 4998, 3.1, or more bytes than that. */
        STRUCTURE,
        /** Too large, too deep, too many chains, timestamps or hashes. */
        LIMIT,
        /** A record over encrypted data (RFC 4998, 6), or of another version. */
        FORM
    }

    private final Kind kind;

    /**
     * @param kind for callers
     * @param message expected and found; no content
     */
    public EvidenceReadException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** As above, with what was caught. */
    public EvidenceReadException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** For callers. */
    public Kind kind() {
        return kind;
    }

    static EvidenceReadException structure(String message) {
        return new EvidenceReadException(Kind.STRUCTURE, message);
    }

    static EvidenceReadException limit(String what, long most, long found) {
        return new EvidenceReadException(Kind.LIMIT, "expected at most " + most + " " + what + ", found " + found);
    }
}
