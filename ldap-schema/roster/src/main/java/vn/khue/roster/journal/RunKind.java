package vn.khue.roster.journal;

/** What a run is for. */
public enum RunKind {
    /** A file of another system. */
    IMPORT,
    /** The step into a new school year. */
    ROLLOVER,
    /** Accounts put to sleep over the summer (R4.28). */
    SLEEP,
    /** Accounts that slept, awake again. */
    WAKE,
    /** People who have been gone for as long as the policy says. */
    RETENTION,
    /** Another run taken back. */
    UNDO
}
