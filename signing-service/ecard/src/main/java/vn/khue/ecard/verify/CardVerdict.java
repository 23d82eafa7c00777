package vn.khue.ecard.verify;

import java.time.Instant;
import java.util.Optional;
import vn.khue.ecard.CardProblem;
import vn.khue.ecard.credential.CardClaims;
import vn.khue.ecard.trust.CardSigner;

/** What became of a scanned text. */
public sealed interface CardVerdict {
    /**
     * A card that holds.
     *
     * @param statusOf when the status list was made by which it does; to be shown, as a card may have been revoked since
     * @param fromPhone whether the phone proved that it holds the card's key
     */
    record Valid(CardClaims card, CardSigner signer, Instant statusOf, boolean fromPhone) implements CardVerdict {}

    /**
     * None that holds.
     *
     * @param card what it says, where its signature is genuine; empty where nothing of it may be believed
     */
    record Refused(CardProblem problem, Optional<CardClaims> card) implements CardVerdict {}
}
