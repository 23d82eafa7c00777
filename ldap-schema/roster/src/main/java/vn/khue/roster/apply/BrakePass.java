package vn.khue.roster.apply;

import java.util.Objects;
import java.util.UUID;

/**
 * Someone answers for a run that the brake stops.
 *
 * @param by Khuê id of the person
 * @param reason why, at most 500 characters; kept in the journal, never in the audit log
 */
public record BrakePass(UUID by, String reason) {

    private static final int LONGEST = 500;

    /**
     * @throws IllegalArgumentException if no reason is given, or one that is too long
     */
    public BrakePass {
        Objects.requireNonNull(by, "by");
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "expected a reason of 1 to " + LONGEST + " characters, found " + reason.length());
        }
    }
}
