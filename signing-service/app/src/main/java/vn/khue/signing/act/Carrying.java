package vn.khue.signing.act;

/** How it stands with what was authorised. */
public enum Carrying {
    /** It goes on, here or on another node. */
    RUNNING,
    /** The person paused it. */
    PAUSED,
    /** It was cut off: the person can go on with it. */
    INTERRUPTED,
    /** Nothing is open any more. */
    FINISHED
}
