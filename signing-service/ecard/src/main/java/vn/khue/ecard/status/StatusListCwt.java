package vn.khue.ecard.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.ecard.cbor.CborReader;
import vn.khue.ecard.cbor.CborRule;
import vn.khue.ecard.cbor.CborWriter;
import vn.khue.ecard.cose.CoseSign1;
import vn.khue.ecard.cose.CoseSign1Reader;
import vn.khue.ecard.cose.CoseSign1Writer;
import vn.khue.ecard.cose.Kid;
import vn.khue.pki.BareKey;

/** A status list as CWT (draft-ietf-oauth-status-list section 5.2). */
public final class StatusListCwt {
    /** What was read; its signature is still to be verified. */
    public record Unverified(CoseSign1 message, StatusListToken token) {}

    private static final long SUBJECT = 2;
    private static final long EXPIRES = 4;
    private static final long ISSUED_AT = 6;
    private static final long STATUS_LIST = 65533;
    private static final long TTL = 65534;
    private static final String BITS = "bits";
    private static final String LIST = "lst";
    private static final int LONGEST_URI = 200;
    private static final int LONGEST_KEY = 32;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final CoseSign1Reader READER = new CoseSign1Reader(CborRule.ANY_KEY_ORDER, false);

    private StatusListCwt() {}

    /** @throws vn.khue.pki.PkiException where the key cannot be used */
    public static byte[] sign(StatusListToken token, BareKey key, Kid kid) {
        byte[] list = token.list().compress();
        int pairs = 3 + (token.expires().isPresent() ? 1 : 0) + (token.ttl().isPresent() ? 1 : 0);
        CborWriter writer =
                new CborWriter(list.length + 256).map(pairs).integer(SUBJECT).text(token.uri());
        token.expires().ifPresent(end -> writer.integer(EXPIRES).integer(end.getEpochSecond()));
        writer.integer(ISSUED_AT).integer(token.issuedAt().getEpochSecond());
        writer.integer(STATUS_LIST)
                .map(2)
                .text(LIST)
                .bytes(list)
                .text(BITS)
                .integer(token.list().bits());
        token.ttl().ifPresent(ttl -> writer.integer(TTL).integer(ttl.toSeconds()));
        byte[] header = CoseSign1Writer.header(Optional.of(kid), Optional.of(StatusListToken.CWT_TYPE));
        return CoseSign1Writer.sign(key, header, writer.toByteArray());
    }

    /** @throws EcardException fault CBOR or STRUCTURE where it is none */
    public static Unverified read(byte[] cwt) {
        if (cwt.length > StatusListToken.MOST_BYTES) {
            throw other("at most " + StatusListToken.MOST_BYTES + " bytes");
        }
        CoseSign1 message = READER.read(cwt);
        if (!message.header().type().filter(StatusListToken.CWT_TYPE::equals).isPresent()) {
            throw other("the type " + StatusListToken.CWT_TYPE);
        }
        return new Unverified(message, claims(message.payload()));
    }

    private static StatusListToken claims(byte[] payload) {
        CborReader reader = new CborReader(payload, CborRule.ANY_KEY_ORDER);
        String uri = null;
        Instant issuedAt = null;
        Optional<Instant> expires = Optional.empty();
        Optional<Duration> ttl = Optional.empty();
        StatusList list = null;
        for (int pairs = reader.map(); pairs > 0; pairs--) {
            long key = key(reader);
            if (key == SUBJECT) {
                uri = reader.text(LONGEST_URI);
            } else if (key == ISSUED_AT) {
                issuedAt = Instant.ofEpochSecond(seconds(reader));
            } else if (key == EXPIRES) {
                expires = Optional.of(Instant.ofEpochSecond(seconds(reader)));
            } else if (key == TTL) {
                ttl = Optional.of(Duration.ofSeconds(seconds(reader)));
            } else if (key == STATUS_LIST) {
                list = list(reader);
            } else {
                reader.skip();
            }
        }
        if (uri == null || issuedAt == null || list == null) {
            throw other("sub, iat and a status list");
        }
        return new StatusListToken(uri, issuedAt, expires, ttl, list);
    }

    /**
     * A list alone: {"bits": n, "lst": zlib} (section 4.3).
     *
     * @throws EcardException fault STRUCTURE where the next item is none
     */
    static StatusList list(CborReader reader) {
        long bits = 0;
        byte[] zlib = null;
        for (int pairs = reader.map(); pairs > 0; pairs--) {
            String key = reader.text(LONGEST_KEY);
            if (key.equals(BITS)) {
                bits = reader.integer();
            } else if (key.equals(LIST)) {
                zlib = reader.bytes();
            } else {
                reader.skip();
            }
        }
        if (zlib == null || bits < 1 || bits > 8) {
            throw other("bits and lst");
        }
        return StatusList.compressed((int) bits, zlib);
    }

    private static long key(CborReader reader) {
        if (reader.nextIsInteger()) {
            return reader.integer();
        }
        reader.skip();
        return Long.MIN_VALUE;
    }

    private static long seconds(CborReader reader) {
        long seconds = reader.integer();
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw other("seconds between 1970 and 9999");
        }
        return seconds;
    }

    private static EcardException other(String expected) {
        return new EcardException(Fault.STRUCTURE, "status list: " + expected + " expected, found something else");
    }
}
