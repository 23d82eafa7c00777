package vn.khue.ecard.status;

/** What is known of a list. */
public sealed interface StatusLookup {
    /** It is here, and a key that may signed it. */
    record Found(StatusListToken token) implements StatusLookup {}

    /** It is not here. */
    record Missing() implements StatusLookup {}

    /** What is here is none, or nobody who may signed it. */
    record Invalid() implements StatusLookup {}
}
