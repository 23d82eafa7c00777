package vn.khue.signing.authorisation;

/** Whether an item may be carried out now. */
public enum Claim {
    /** Yes, and by nobody else until the transaction ends. */
    GRANTED,
    /** It was carried out, or refused, before. */
    CONCLUDED,
    /** The person paused the rest. */
    PAUSED,
    /** The time in which the rest could be carried out is over. */
    OVER
}
