package vn.khue.signing.card;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.status.CardStatus;

/**
 * A card as the office keeps it.
 *
 * @param unit whose member the holder is by it
 * @param role code as on the card
 * @param shard of its status list
 * @param place in that list
 * @param cause of its status in a word, where it is not valid
 * @param cose what was signed
 */
public record Card(
        CardId id,
        UUID person,
        String unit,
        String role,
        int shard,
        int place,
        CardStatus status,
        Optional<String> cause,
        Instant issuedAt,
        Instant expires,
        UUID issuedBy,
        Optional<CardId> replaces,
        byte[] cose) {}
