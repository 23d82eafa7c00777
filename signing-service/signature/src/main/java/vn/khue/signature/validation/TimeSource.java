package vn.khue.signature.validation;

/** Where the time of a signature comes from. */
public enum TimeSource {
    /** A trusted timestamp. */
    TIMESTAMP,
    /** What the signer's machine wrote; nobody vouches for it. */
    CLAIMED,
    /** Nothing in the file says. */
    NONE
}
