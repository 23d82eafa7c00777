package vn.khue.signing.card;

import java.util.Optional;
import java.util.UUID;
import vn.khue.ecard.credential.CardId;

/**
 * A card that an officer is about to have signed.
 *
 * @param madeBy the officer
 * @param replaces the card whose place it takes
 */
public record CardDraft(UUID id, UUID madeBy, UUID person, String unit, Optional<CardId> replaces) {
    /** What a step-up is bound to. */
    public String statement() {
        return "card|" + id + '|' + person + '|' + unit + '|'
                + replaces.map(CardId::toString).orElse("-");
    }
}
