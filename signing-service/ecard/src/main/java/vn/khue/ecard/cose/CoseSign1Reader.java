package vn.khue.ecard.cose;

import java.util.Optional;
import java.util.OptionalLong;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.ecard.cbor.CborReader;
import vn.khue.ecard.cbor.CborRule;

/** Reads COSE_Sign1 messages with a payload inside (RFC 9052 section 4.2). Thread-safe. */
public final class CoseSign1Reader {
    private static final int LONGEST_TYPE = 100;

    private final CborRule rule;
    private final boolean tagged;

    /** @param tagged whether tag 18 must be there; else it may */
    public CoseSign1Reader(CborRule rule, boolean tagged) {
        this.rule = rule;
        this.tagged = tagged;
    }

    /**
     * @param bytes as many as the caller allows
     * @throws EcardException fault CBOR where they are no item in the form that is asked for, STRUCTURE where it is another one
     */
    public CoseSign1 read(byte[] bytes) {
        CborReader reader = new CborReader(bytes, rule);
        if ((tagged || reader.nextIsTag()) && reader.tag() != CoseSign1.TAG) {
            throw structure("tag 18");
        }
        reader.array(4);
        byte[] header = reader.bytes();
        int pairs = reader.map();
        Optional<byte[]> kid = Optional.empty();
        for (int i = 0; i < pairs; i++) {
            if (key(reader) == CoseSign1.KID) {
                kid = Optional.of(reader.bytes());
            } else {
                reader.skip();
            }
        }
        return new CoseSign1(header, header(header), kid, pairs == 0, reader.bytes(), reader.bytes());
    }

    private CoseSign1.Header header(byte[] encoded) {
        if (encoded.length == 0) {
            return new CoseSign1.Header(OptionalLong.empty(), Optional.empty(), Optional.empty(), false);
        }
        CborReader reader = inner(encoded);
        OptionalLong algorithm = OptionalLong.empty();
        Optional<byte[]> kid = Optional.empty();
        Optional<String> type = Optional.empty();
        boolean others = false;
        for (int pairs = reader.map(); pairs > 0; pairs--) {
            long key = key(reader);
            if (key == CoseSign1.ALGORITHM && reader.nextIsInteger()) {
                algorithm = OptionalLong.of(reader.integer());
            } else if (key == CoseSign1.KID) {
                kid = Optional.of(reader.bytes());
            } else if (key == CoseSign1.TYPE && reader.nextIsText()) {
                type = Optional.of(reader.text(LONGEST_TYPE));
            } else {
                others |= key != CoseSign1.ALGORITHM;
                reader.skip();
            }
        }
        return new CoseSign1.Header(algorithm, kid, type, others);
    }

    /** A parameter's number; one with a name is none that is known here. */
    private static long key(CborReader reader) {
        if (reader.nextIsInteger()) {
            return reader.integer();
        }
        reader.skip();
        return Long.MIN_VALUE;
    }

    /** What stands in a byte string is no item of the message; where it is malformed the message is of another structure. */
    private CborReader inner(byte[] encoded) {
        try {
            return new CborReader(encoded, rule);
        } catch (EcardException e) {
            throw structure("a protected header that is one CBOR map");
        }
    }

    private static EcardException structure(String expected) {
        return new EcardException(Fault.STRUCTURE, "COSE_Sign1: " + expected + " expected, found something else");
    }
}
