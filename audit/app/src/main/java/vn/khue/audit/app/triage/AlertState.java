package vn.khue.audit.app.triage;

/** How far an alert has come. */
public enum AlertState {
    /** Nobody's yet. */
    OPEN,
    /** An officer looks into it. */
    TAKEN,
    CLOSED
}
