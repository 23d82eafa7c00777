package vn.khue.roster.match;

/** How one birth date differs from another, each {@code yyyy}, {@code yyyy-MM} or {@code yyyy-MM-dd} or not known (R5.6). */
enum BirthLikeness {
    /** Whole and equal. */
    SAME,
    /** Not whole, and nothing in one speaks against the other. */
    LESS_PRECISE,
    /** At least one is not known. */
    UNKNOWN,
    /** Both whole: one digit is another, two neighbours within day, month or year are exchanged, or day and month are. */
    NEAR,
    /** More than that. */
    OTHER;

    private static final int WHOLE = 10;

    /** Compares two dates; null is not known. */
    static BirthLikeness between(String ours, String theirs) {
        if (ours == null || theirs == null) {
            return UNKNOWN;
        }
        if (ours.length() < WHOLE || theirs.length() < WHOLE) {
            return ours.startsWith(theirs) || theirs.startsWith(ours) ? LESS_PRECISE : OTHER;
        }
        if (ours.equals(theirs)) {
            return SAME;
        }
        String exchanged = ours.substring(0, 5) + ours.substring(8) + "-" + ours.substring(5, 7);
        // Both have ten signs and their hyphens in the same places, so one slip is a digit or two exchanged within a
        // part.
        return exchanged.equals(theirs) || OneSlip.between(ours, theirs) ? NEAR : OTHER;
    }
}
