package vn.khue.signing.staffcard;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.khue.ecard.credential.CardId;

/**
 * A key for signing in that goes with a card.
 *
 * @param ca that certified it
 * @param serial of the certificate, hexadecimal in capitals
 * @param tokenSerial of the card's chip, where the key is in one
 * @param ended whether its certificate was revoked with the card, or because of a later key
 */
public record CardKey(
        String ca,
        String serial,
        CardId card,
        UUID person,
        String unit,
        Carrier carrier,
        Optional<String> tokenSerial,
        UUID madeBy,
        Instant madeAt,
        boolean ended) {}
