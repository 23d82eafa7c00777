package vn.khue.sso.badge;

/** Why nobody gets in by a badge. Told to the log, never to whoever stands before the page. */
enum Refusal {
    BADGE_UNREADABLE,
    BADGE_UNKNOWN,
    BADGE_VOIDED,
    BADGE_EXPIRED,
    CODES_WAIT,
    PUPIL_NOT_ACTIVE,
    PUPIL_NOT_OF_SCHOOL,
    OTHER_PLACE,
    OUTSIDE_HOURS,
    NO_PICTURES_AND_NO_WINDOW,
    PICTURES_WAIT,
    PICTURES_STOPPED,
    PICTURES_WRONG,
    DIRECTORY_AWAY
}
