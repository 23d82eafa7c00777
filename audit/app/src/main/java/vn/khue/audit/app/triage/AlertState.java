package vn.khue.audit.app.triage;

/** How far an alert has come. */
public enum AlertState {
    /** Nobody's yet. */
    OPEN,
    /** An officer looks into it. */
    TAKEN,
    CLOSED,
    /** Hidden from the queue as it was raised, until somebody does something with it. Follows from a suppression, is kept nowhere. */
    SUPPRESSED
}
