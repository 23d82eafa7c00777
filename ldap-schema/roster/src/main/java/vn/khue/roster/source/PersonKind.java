package vn.khue.roster.source;

/** In which capacity a row names a person. */
public enum PersonKind {
    PUPIL,
    STAFF,
    GUARDIAN
}
