package vn.khue.signing.cardoffice;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.khue.ecard.credential.CardId;

/**
 * One of a batch.
 *
 * @param number from 1, in the order of the class list
 * @param problem why it failed: the name of a {@link vn.khue.signing.refusal.Refusal}, or of what stood in the way of its print
 * @param card that was made, or that is to end
 */
public record BatchItem(
        UUID batch,
        int number,
        UUID person,
        String unit,
        Optional<String> classGroup,
        Optional<String> className,
        State state,
        Optional<String> problem,
        Optional<CardId> card,
        Optional<Instant> printedAt,
        Optional<Instant> handedAt) {

    /** How far it is. */
    public enum State {
        OPEN,
        DONE,
        FAILED
    }
}
