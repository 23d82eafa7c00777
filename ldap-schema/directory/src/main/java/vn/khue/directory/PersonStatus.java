package vn.khue.directory;

/** Whether a person's account may be used. Rights come from appointments and enrolments, never from this alone. */
public enum PersonStatus {
    /** May sign in. */
    ACTIVE,
    /** Locked for a time by an officer; nothing of the person's is lost. */
    SUSPENDED,
    /** Has left; kept for history, may not sign in. */
    LEFT
}
