package vn.khue.console.family;

/** What one side has said, as it counts today. */
public enum Word {
    GIVEN,
    /** Said no, or withdrew. */
    REFUSED,
    /** Has not said anything, or not to everything. */
    MISSING,
    /** At that age this side is not asked. */
    NOT_NEEDED
}
