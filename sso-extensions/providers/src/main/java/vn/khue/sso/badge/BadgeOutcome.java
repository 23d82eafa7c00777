package vn.khue.sso.badge;

import java.util.Optional;
import java.util.UUID;

/** What became of an attempt. */
sealed interface BadgeOutcome {
    /**
     * May come in.
     *
     * @param uid login name of the pupil
     */
    record Admitted(UUID badge, UUID person, String uid) implements BadgeOutcome {}

    /**
     * May not.
     *
     * @param uid login name of the pupil whose badge it is; empty where it is nobody's or the directory does not know
     */
    record Refused(Refusal reason, Optional<String> uid) implements BadgeOutcome {
        static Refused of(Refusal reason) {
            return new Refused(reason, Optional.empty());
        }
    }
}
