package vn.khue.roster.journal;

/** How far a run has come. */
public enum RunState {
    /** Written down, nothing done. */
    PLANNED,
    /** Being applied, or broken off; apply goes on with it. */
    APPLYING,
    /** All changes are done or were left alone for a reason that stands with each. */
    DONE,
    /** Taken back by another run. */
    UNDONE
}
