package vn.khue.console.family;

/** What one side has said, as it counts today. */
public enum Word {
    GIVEN,
    /** Said no, or withdrew. */
    REFUSED,
    /** Has not said anything. */
    MISSING,
    /** To some of what is asked, and not to all of it. */
    PARTLY,
    /** At that age this side is not asked. */
    NOT_NEEDED
}
