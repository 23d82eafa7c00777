package vn.khue.signature.asic;

import java.io.Serial;

/** A container cannot be read as its standards say, or not within the limits. Inside this module only. */
public final class AsicReadException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of trouble. */
    public enum Kind {
        /** The ZIP structure: headers, order, names, bytes that belong to nothing. */
        STRUCTURE,
        /** Too many entries, too large, or inflated too far. */
        LIMIT,
        /** A manifest that is none. */
        MANIFEST
    }

    private final Kind kind;

    /**
     * @param kind for callers
     * @param message expected and found; no content
     */
    public AsicReadException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** As above, with what was caught. */
    public AsicReadException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** For callers. */
    public Kind kind() {
        return kind;
    }

    static AsicReadException structure(String message) {
        return new AsicReadException(Kind.STRUCTURE, message);
    }

    static AsicReadException limit(String message) {
        return new AsicReadException(Kind.LIMIT, message);
    }
}
