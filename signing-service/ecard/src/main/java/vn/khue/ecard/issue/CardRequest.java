package vn.khue.ecard.issue;

import java.time.Instant;
import java.util.Optional;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.credential.PhotoDigest;
import vn.khue.ecard.credential.StatusReference;

/**
 * What a card is to say. Whoever makes it has decided that the person may have one.
 *
 * @param fullName as in the directory
 * @param schoolName official name; the code bears a short form of it where there is no room
 * @param role code as in {@code khue_role}
 * @param photo of the photo on the card; the code bears it where there is room
 * @param issuedAt within the signer's window; seconds are enough
 * @param expires at most the signer's {@code until}
 */
public record CardRequest(
        CardId id,
        String fullName,
        String schoolName,
        String role,
        Optional<PhotoDigest> photo,
        StatusReference status,
        Instant issuedAt,
        Instant expires) {}
