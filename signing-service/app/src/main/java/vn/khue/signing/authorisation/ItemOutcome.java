package vn.khue.signing.authorisation;

/** What came of one item. */
public enum ItemOutcome {
    OPEN,
    DONE,
    FAILED
}
