package vn.khue.sso.guardianship;

import java.util.Set;

/** Whether somebody may act for somebody. */
sealed interface ActingOutcome {
    /**
     * May.
     *
     * @param scopes never empty
     */
    record Granted(Set<ActingScope> scopes) implements ActingOutcome {}

    /** May not. */
    record Refused(ActingRefusal reason) implements ActingOutcome {}
}
