package vn.khue.roster;

import java.util.Objects;

/**
 * The one exception of the roster room: something that no input explains. Its message says what was expected, what was found and what
 * to do, and holds no personal data. What is wrong with a file is no exception but a list of
 * {@link vn.khue.roster.source.InputError}.
 */
public final class RosterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, for callers that answer each case differently. */
    public enum Reason {
        /** The file cannot be opened or is none that we read. */
        UNREADABLE,
        /** There is no run of that number, or the directory knows no such person or unit. */
        NOT_FOUND,
        /** The run is in a state in which this may not be done. */
        WRONG_STATE,
        /** The database did not answer as it should. */
        DATABASE
    }

    private final Reason reason;

    public RosterException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public RosterException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
