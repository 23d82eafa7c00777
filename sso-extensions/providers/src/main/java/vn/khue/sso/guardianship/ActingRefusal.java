package vn.khue.sso.guardianship;

/** Why nobody acts; told to the log alone. */
enum ActingRefusal {
    GUARDIAN_NOT_ACTIVE,
    CHILD_NOT_ACTIVE,
    CHILD_OF_AGE,
    NO_GUARDIANSHIP,
    APP_TAKES_NO_GUARDIANS,
    APP_NOT_FOR_CHILD,
    SCOPE_NOT_GRANTED,
    OTHER_CLIENT,
    NO_SUCH_APP,
    LEVEL_TOO_LOW,
    NOT_A_PERSON,
    DIRECTORY_AWAY
}
