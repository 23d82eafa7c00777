package vn.khue.audit.app.rights;

/** What can be done with the log. */
public enum LogRight {
    /** See every event of every unit, with ids of persons and addresses; each look is recorded. */
    READ_EVENTS,
    /** See what detection found, with ids of persons and addresses; each look is recorded. */
    READ_ALERTS,
    /** Check that an event is in the ledger, and take the evidence away. */
    CHECK_PROOFS,
    /** See how the ledger stands: sizes and times, no personal data. */
    SEE_LEDGER
}
