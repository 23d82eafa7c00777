package vn.khue.roster.journal;

/** How far one change has come. */
public enum ChangeState {
    /** Not done, or done without our knowing: whoever resumes looks. */
    PENDING,
    /** Done, and its event written. */
    DONE,
    /** Left alone: the entry is no longer what the plan was made from. The note says so. */
    SKIPPED
}
