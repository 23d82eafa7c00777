package vn.khue.ecard.credential;

import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * What a card says, and nothing beyond what is printed beside its code: no date of birth, citizen number, class, year, address or phone.
 *
 * @param issuer host of the issuer
 * @param expires the first moment at which it is not valid any more; whole seconds
 * @param issuedAt when it was signed; whole seconds
 * @param device the phone's key, where it is the form for a phone ({@code cnf}, RFC 8747)
 * @param fullName as printed, NFC
 * @param school short name of the school or office
 * @param role code as in {@code khue_role}
 * @param photo of the photo, where the code had room for it
 */
public record CardClaims(
        String issuer,
        Instant expires,
        Instant issuedAt,
        CardId id,
        Optional<ECPublicKey> device,
        String fullName,
        StatusReference status,
        String school,
        String role,
        Optional<PhotoDigest> photo) {
    /** iss, exp, iat, cti (RFC 8392), cnf (RFC 8747). */
    static final long ISSUER = 1;

    static final long EXPIRES = 4;
    static final long ISSUED_AT = 6;
    static final long ID = 7;
    static final long CONFIRMATION = 8;
    /** Identity data (MOSIP claim 169), of which the full name is member 4. */
    static final long IDENTITY = 169;

    static final long FULL_NAME = 4;
    /** Status (draft-ietf-oauth-status-list section 6.3). */
    static final long STATUS = 65535;

    /** For private use (RFC 8392 section 9.1.1: below -65536). */
    static final long SCHOOL = -65537;

    static final long ROLE = -65538;
    static final long PHOTO = -65539;

    static final String STATUS_LIST = "status_list";
    static final String INDEX = "idx";
    static final String URI = "uri";
}
