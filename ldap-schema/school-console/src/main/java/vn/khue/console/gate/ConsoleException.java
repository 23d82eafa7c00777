package vn.khue.console.gate;

/** What the console could not do, and why. Names no person. */
public final class ConsoleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The gate does not take the access token any more. */
        LOGIN_OVER,
        /** The gate does this only right after a login. */
        LOGIN_OLD,
        /** The gate says that this person may not. */
        DENIED,
        /** There is nothing by that name, or not for this person. */
        NOT_THERE,
        /** The gate does not take the values. */
        VALUES_REFUSED,
        /** What was shown is not what stands now: somebody was faster. */
        CHANGED,
        /** The gate runs, the directory does not answer it. */
        DIRECTORY_AWAY,
        /** The gate does not answer. */
        GATE_AWAY,
        /** The gate answered something that this program does not understand. */
        NOT_UNDERSTOOD,
        /** The form was sent before, or its page is too old. */
        FORM_USED,
        /** The class or unit belongs to another unit than the one the person acts in. */
        OTHER_UNIT
    }

    private final Reason reason;

    public ConsoleException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ConsoleException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the next request of this kind would most likely fail in the same way. */
    public boolean lasting() {
        return reason == Reason.LOGIN_OVER || reason == Reason.DIRECTORY_AWAY || reason == Reason.GATE_AWAY;
    }
}
