package vn.khue.audit.app.response;

/** What became of it. The gate's answer, or that there was none. */
enum ResponseOutcome {
    DONE,
    /** The gate does not let this officer do this to this person. */
    DENIED,
    /** No such person. */
    UNKNOWN,
    /** The gate, or the directory behind it, does not answer: whether it was done is not known. */
    AWAY,
    /** The officer's own login is over or too old. */
    LOGIN_OVER,
    /** An answer that was not agreed. */
    NOT_UNDERSTOOD
}
