package vn.khue.signature.pdf;

import java.io.Serial;

/** A file cannot be read as ISO 32000 says, or not within the limits. Inside this module only. */
public final class PdfReadException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of trouble. */
    public enum Kind {
        NOT_PDF,
        TRUNCATED,
        SYNTAX,
        ENCRYPTED,
        LOOP,
        INFLATION,
        TOO_MANY_OBJECTS,
        TOO_MANY_PAGES,
        /** The time is over, or the thread was interrupted. */
        OUT_OF_TIME
    }

    private final Kind kind;

    /**
     * @param kind for callers
     * @param message expected, found and where; no document content
     */
    public PdfReadException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** For callers. */
    public Kind kind() {
        return kind;
    }

    static PdfReadException syntax(String expected, String found, long offset) {
        return new PdfReadException(Kind.SYNTAX, "expected " + expected + " at byte " + offset + ", found " + found);
    }
}
