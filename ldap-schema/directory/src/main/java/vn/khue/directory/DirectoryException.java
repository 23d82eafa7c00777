package vn.khue.directory;

import java.util.Objects;

/**
 * The one exception of the directory. Its message says what was expected, what was found and what to do, in English for
 * logs, and holds no personal data.
 */
public final class DirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, for callers that answer each case differently. */
    public enum Reason {
        /** No server answers. Try again later. */
        UNAVAILABLE,
        /** A server answers too slowly. Try again later. */
        TIMED_OUT,
        /** This account may not do this, or its password is wrong. */
        ACCESS_DENIED,
        /** What should be changed or referred to is not there. */
        NOT_FOUND,
        /** An entry with this id or login name is already there. */
        ALREADY_EXISTS,
        /** What should be written breaks the schema, or what was asked breaks a limit. */
        REFUSED,
        /** An entry that was read does not follow our schema. */
        UNREADABLE
    }

    private final Reason reason;

    public DirectoryException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public DirectoryException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
