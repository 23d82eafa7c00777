package vn.khue.sso.consent;

/** What one side has said about one claim, as it counts today. */
enum Word {
    GIVEN,
    /** Said no, or withdrew. */
    REFUSED,
    MISSING,
    /** At that age this side is not asked. */
    NOT_NEEDED;

    /** Whether this side stands in nobody's way. */
    boolean suffices() {
        return this == GIVEN || this == NOT_NEEDED;
    }
}
