package vn.khue.ecard.trust;

import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import vn.khue.ecard.cose.Kid;

/**
 * A document signer: one key for the cards of a district and a month, so that few cards fall with it.
 *
 * @param from cards signed before are not its own
 * @param to cards signed at or after are not its own
 * @param until no card of it is valid longer
 * @param district short name, for people
 */
public record CardSigner(Kid kid, ECPublicKey key, Instant from, Instant to, Instant until, String district) {
    /** Whether a card with these times may be its own. */
    public boolean mayHaveSigned(Instant issuedAt, Instant expires) {
        return !issuedAt.isBefore(from) && issuedAt.isBefore(to) && !expires.isAfter(until);
    }
}
