package vn.khue.signing.phonecard;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.status.CardStatus;

/**
 * A card as one phone holds it.
 *
 * @param card whose form it is
 * @param shard of its status list
 * @param place in that list, of this phone alone
 * @param status its own; where the card does not hold, this does not either
 * @param cause of its end, in a word
 * @param cose what was signed, with the phone's key in it
 */
public record PhoneCard(
        UUID id,
        CardId card,
        UUID person,
        int shard,
        int place,
        CardStatus status,
        Optional<String> cause,
        Instant enrolledAt,
        Instant expires,
        byte[] cose) {}
