package vn.khue.roster.journal;

/** Which record of the directory a change is about. */
public enum SubjectKind {
    PERSON,
    CLASS,
    ENROLMENT,
    APPOINTMENT,
    GUARDIANSHIP,
    /** The keyed hash of a person's citizen number, by the person's Khuê id. */
    CITIZEN
}
