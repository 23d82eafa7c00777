package vn.khue.signing.cardoffice;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Cards that are made or ended together, once two people agreed.
 *
 * @param unitName at the time it was asked for
 * @param withoutPhoto whether pupils whose photo is missing get a card with a picture in its place
 * @param cause why cards are voided, in a word
 */
public record Batch(
        UUID id,
        Kind kind,
        Reach reach,
        String unit,
        String unitName,
        Optional<String> classGroup,
        Optional<String> className,
        boolean withoutPhoto,
        Optional<String> cause,
        State state,
        UUID askedBy,
        String askedByName,
        Instant askedAt,
        Optional<Approval> decision,
        Sums sums) {

    /** What is done to each. */
    public enum Kind {
        ISSUE,
        VOID,
        /** Cards whose holders are no pupils of the school any more. */
        ROLLOVER
    }

    /** How far it is. */
    public enum State {
        REQUESTED,
        RUNNING,
        PAUSED,
        DONE,
        REFUSED
    }

    /**
     * Who decided.
     *
     * @param in the unit they acted in
     * @param as the role that gave the right
     * @param authorisation the step-up; empty where it was refused
     */
    public record Approval(UUID by, String byName, String in, String as, Instant at, Optional<UUID> authorisation) {}

    /**
     * How many.
     *
     * @param printed of those done, at least once
     * @param handed of those done, to their holders
     */
    public record Sums(int all, int done, int failed, int printed, int handed) {
        public int open() {
            return all - done - failed;
        }

        /** Printed and not handed over: what must lie in the drawer. */
        public int stock() {
            return printed - handed;
        }

        /** Percent that was gone through. */
        public int percent() {
            return all == 0 ? 100 : (done + failed) * 100 / all;
        }
    }
}
