package vn.khue.audit.app.response;

/** What became of it. The answer of the gate or of the signing service, or that there was none. */
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
    NOT_UNDERSTOOD,
    /** It is in a state from which this does not follow; somebody was quicker, or suspended it for another reason. */
    OTHER_STATE;

    /** By the status of HTTP that the gate and the signing service answer with. */
    static ResponseOutcome of(int status) {
        return switch (status) {
            case 200, 204 -> DONE;
            case 401 -> LOGIN_OVER;
            case 403 -> DENIED;
            case 404 -> UNKNOWN;
            case 409 -> OTHER_STATE;
            case 503 -> AWAY;
            default -> NOT_UNDERSTOOD;
        };
    }
}
