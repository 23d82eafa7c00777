package vn.khue.ecard.sdjwt;

import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Optional;
import vn.khue.ecard.credential.PhotoDigest;
import vn.khue.ecard.credential.StatusReference;

/**
 * What the form of a card for a wallet says. No number of the card and nothing of the person stands in the open part, so that two of them
 * cannot be brought together by what their holder did not show.
 *
 * @param issuer address of the credential issuer
 * @param type address of the credential's type ({@code vct})
 * @param issuedAt whole seconds
 * @param expires the first moment at which it is not valid any more; whole seconds
 * @param holder the wallet's key ({@code cnf}, RFC 7800)
 * @param status its own place in a list
 * @param fullName NFC; may be kept back, as everything after it
 * @param school name of the school or office
 * @param role code as in {@code khue_role}
 * @param photo of the photo on the card
 */
public record WalletCard(
        String issuer,
        String type,
        Instant issuedAt,
        Instant expires,
        ECPublicKey holder,
        StatusReference status,
        String fullName,
        String school,
        String role,
        Optional<PhotoDigest> photo) {
    /** The claims that may be kept back; the first is that of OpenID Connect. */
    public static final String NAME = "name";

    public static final String SCHOOL = "school";
    public static final String ROLE = "role";

    /** The first 16 bytes of the SHA-256 of the photo's file, in hexadecimal. */
    public static final String PHOTO = "photo_digest";
}
