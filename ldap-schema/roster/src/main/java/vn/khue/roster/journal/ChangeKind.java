package vn.khue.roster.journal;

/** What a change means to people. The words are in the bundle, under {@code change.NAME}. */
public enum ChangeKind {
    /** A new account. */
    CREATE,
    /** Name, birth date or sex as the source has it now. */
    UPDATE,
    /** An official code in addition; a temporary one gives way to the ministry's (R5.4). */
    MERGE_CODE,
    /** Someone who had left is back. */
    RETURN,
    /** The keyed hash of the citizen number; what it was and is, is shown to nobody. */
    CITIZEN_NUMBER,
    /** Has left; the account is closed. */
    LEAVE,
    SLEEP,
    WAKE,
    CREATE_CLASS,
    /** Into a class. */
    ENROL,
    /** Out of a class of the same school. */
    CLASS_CHANGE,
    /** Out of a class because the person goes to another school. */
    TRANSFER,
    /** Out of a class because the person leaves or is no longer named. */
    END_ENROLMENT,
    /** Into the class one grade up. */
    PROMOTE,
    /** Into a class of the same grade again. */
    REPEAT,
    APPOINT,
    END_APPOINTMENT,
    ADD_GUARDIAN,
    /** Erased for good, by the policy of retention. */
    ERASE,
    /** Taken back. */
    UNDO
}
