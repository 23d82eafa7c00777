package vn.khue.roster.journal;

/** Which record of the directory a change is about. */
public enum SubjectKind {
    PERSON,
    CLASS,
    ENROLMENT,
    APPOINTMENT,
    GUARDIANSHIP
}
