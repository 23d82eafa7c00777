package vn.khue.ecard.credential;

import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Optional;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.ecard.cbor.CborReader;
import vn.khue.ecard.cbor.CborRule;
import vn.khue.pki.CryptoProviders;

/** Reads claims of a card whose signature holds. Claims that are not known are passed over (RFC 8392 section 3). Thread-safe. */
public final class CardClaimsReader {
    /** When a card was signed and when it ends. */
    public record Times(Instant issuedAt, Instant expires) {}

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_TEXT = 64;
    private static final int LONGEST_URI = 200;
    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final CryptoProviders providers;

    /** Keys of phones are of these providers. */
    public CardClaimsReader(CryptoProviders providers) {
        this.providers = providers;
    }

    /**
     * The times alone, which say whether the signer might sign it at all.
     *
     * @throws EcardException fault CBOR or STRUCTURE where they cannot be read
     */
    public Times times(byte[] payload) {
        CborReader reader = new CborReader(payload, CborRule.DETERMINISTIC);
        Reading reading = new Reading();
        for (int pairs = reader.map(); pairs > 0; pairs--) {
            long key = key(reader);
            if (key == CardClaims.EXPIRES) {
                reading.expires = second(reader);
            } else if (key == CardClaims.ISSUED_AT) {
                reading.issuedAt = second(reader);
            } else {
                reader.skip();
            }
        }
        return new Times(present(reading.issuedAt, "iat"), present(reading.expires, "exp"));
    }

    /**
     * All claims.
     *
     * @param payload of a card, bounded by its size
     * @throws EcardException fault CBOR or STRUCTURE where a claim is missing or of another kind
     */
    public CardClaims read(byte[] payload) {
        CborReader reader = new CborReader(payload, CborRule.DETERMINISTIC);
        Reading reading = new Reading();
        for (int pairs = reader.map(); pairs > 0; pairs--) {
            read(reader, key(reader), reading);
        }
        return new CardClaims(
                present(reading.issuer, "iss"),
                present(reading.expires, "exp"),
                present(reading.issuedAt, "iat"),
                present(reading.id, "cti"),
                Optional.ofNullable(reading.device),
                present(reading.fullName, "full name"),
                present(reading.status, "status"),
                present(reading.school, "school"),
                present(reading.role, "role"),
                Optional.ofNullable(reading.photo));
    }

    private void read(CborReader reader, long key, Reading reading) {
        if (key == CardClaims.ISSUER) {
            reading.issuer = text(reader, LONGEST_TEXT);
        } else if (key == CardClaims.EXPIRES) {
            reading.expires = second(reader);
        } else if (key == CardClaims.ISSUED_AT) {
            reading.issuedAt = second(reader);
        } else if (key == CardClaims.ID) {
            reading.id = CardId.of(reader.bytes());
        } else if (key == CardClaims.CONFIRMATION) {
            reading.device = DeviceKeys.read(reader, providers);
        } else if (key == CardClaims.IDENTITY) {
            reading.fullName = identity(reader);
        } else if (key == CardClaims.STATUS) {
            reading.status = status(reader);
        } else if (key == CardClaims.SCHOOL) {
            reading.school = text(reader, LONGEST_TEXT);
        } else if (key == CardClaims.ROLE) {
            reading.role = text(reader, LONGEST_TEXT);
        } else if (key == CardClaims.PHOTO) {
            reading.photo = PhotoDigest.of(reader.bytes());
        } else {
            reader.skip();
        }
    }

    private static String identity(CborReader reader) {
        String name = null;
        for (int pairs = reader.map(); pairs > 0; pairs--) {
            if (key(reader) == CardClaims.FULL_NAME) {
                name = text(reader, LONGEST_NAME);
            } else {
                reader.skip();
            }
        }
        return present(name, "full name");
    }

    private static StatusReference status(CborReader reader) {
        StatusReference reference = null;
        for (int pairs = reader.map(); pairs > 0; pairs--) {
            if (reader.text(LONGEST_TEXT).equals(CardClaims.STATUS_LIST)) {
                reference = reference(reader);
            } else {
                reader.skip();
            }
        }
        return present(reference, "status list");
    }

    private static StatusReference reference(CborReader reader) {
        long index = -1;
        String uri = null;
        for (int pairs = reader.map(); pairs > 0; pairs--) {
            String key = reader.text(LONGEST_TEXT);
            if (key.equals(CardClaims.INDEX)) {
                index = reader.integer();
            } else if (key.equals(CardClaims.URI)) {
                uri = text(reader, LONGEST_URI);
            } else {
                reader.skip();
            }
        }
        if (index < 0) {
            throw missing("an index of the status list from 0 on");
        }
        return new StatusReference(index, present(uri, "address of the status list"));
    }

    /** Claims with names are none of ours. */
    private static long key(CborReader reader) {
        if (reader.nextIsInteger()) {
            return reader.integer();
        }
        reader.skip();
        return Long.MIN_VALUE;
    }

    private static String text(CborReader reader, int most) {
        String text = reader.text(most);
        if (text.isBlank()) {
            throw missing("a text that is not blank");
        }
        return text;
    }

    private static Instant second(CborReader reader) {
        long second = reader.integer();
        if (second < 0 || second > LAST_SECOND) {
            throw missing("seconds between 1970 and 9999");
        }
        return Instant.ofEpochSecond(second);
    }

    private static <T> T present(T value, String claim) {
        if (value == null) {
            throw missing("the claim " + claim);
        }
        return value;
    }

    private static EcardException missing(String expected) {
        return new EcardException(Fault.STRUCTURE, "claims: " + expected + " expected, found none");
    }

    /** What was read so far. */
    private static final class Reading {
        private String issuer;
        private Instant expires;
        private Instant issuedAt;
        private CardId id;
        private ECPublicKey device;
        private String fullName;
        private StatusReference status;
        private String school;
        private String role;
        private PhotoDigest photo;
    }
}
