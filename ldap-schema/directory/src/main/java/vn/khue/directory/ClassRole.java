package vn.khue.directory;

/** What a person is in a class. */
public enum ClassRole {
    /** Học sinh. */
    PUPIL,
    /** Giáo viên chủ nhiệm. */
    FORM_TEACHER,
    /** Giáo viên bộ môn. */
    SUBJECT_TEACHER
}
