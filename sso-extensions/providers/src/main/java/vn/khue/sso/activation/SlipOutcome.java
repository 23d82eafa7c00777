package vn.khue.sso.activation;

import java.util.UUID;

/** What became of a slip that was presented. */
sealed interface SlipOutcome {
    /**
     * Is good.
     *
     * @param person Khuê id of its owner
     */
    record Good(UUID slip, UUID person) implements SlipOutcome {}

    /** Is not. */
    record Refused(SlipRefusal reason) implements SlipOutcome {}
}
