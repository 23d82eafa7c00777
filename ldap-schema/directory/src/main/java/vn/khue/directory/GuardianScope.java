package vn.khue.directory;

/** What a guardian may do for a child; a court's order may narrow it. */
public enum GuardianScope {
    /** Read the child's records. */
    RECORDS,
    /** Reset the child's password and void the badge. */
    ACCOUNT,
    /** Give and withdraw consent in the child's name, alone. */
    CONSENT,
    /** Give consent in the child's name together with every other guardian who may, and withdraw it alone. */
    CONSENT_JOINTLY
}
