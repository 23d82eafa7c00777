package vn.khue.ecard.credential;

import vn.khue.ecard.cbor.CborWriter;

/** Writes claims as deterministic CBOR: keys in bytewise order, so 1, 4, 6, 7, 8, 169, 65535 and then the private ones. */
public final class CardClaimsWriter {
    private CardClaimsWriter() {}

    /** The payload of the card. */
    public static byte[] write(CardClaims claims) {
        int pairs = 8 + (claims.device().isPresent() ? 1 : 0) + (claims.photo().isPresent() ? 1 : 0);
        CborWriter writer = new CborWriter(320)
                .map(pairs)
                .integer(CardClaims.ISSUER)
                .text(claims.issuer())
                .integer(CardClaims.EXPIRES)
                .integer(claims.expires().getEpochSecond())
                .integer(CardClaims.ISSUED_AT)
                .integer(claims.issuedAt().getEpochSecond())
                .integer(CardClaims.ID)
                .bytes(claims.id().bytes());
        claims.device().ifPresent(key -> DeviceKeys.write(key, writer.integer(CardClaims.CONFIRMATION)));
        writer.integer(CardClaims.IDENTITY).map(1).integer(CardClaims.FULL_NAME).text(claims.fullName());
        writer.integer(CardClaims.STATUS)
                .map(1)
                .text(CardClaims.STATUS_LIST)
                .map(2)
                .text(CardClaims.INDEX)
                .integer(claims.status().index())
                .text(CardClaims.URI)
                .text(claims.status().uri());
        writer.integer(CardClaims.SCHOOL).text(claims.school());
        writer.integer(CardClaims.ROLE).text(claims.role());
        claims.photo().ifPresent(photo -> writer.integer(CardClaims.PHOTO).bytes(photo.bytes()));
        return writer.toByteArray();
    }
}
