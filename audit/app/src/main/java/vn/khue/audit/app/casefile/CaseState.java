package vn.khue.audit.app.casefile;

/** How far a case has come. */
public enum CaseState {
    OPEN,
    /** With all its alerts. */
    CLOSED
}
