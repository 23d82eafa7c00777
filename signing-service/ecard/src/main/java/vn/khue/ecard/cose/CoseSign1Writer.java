package vn.khue.ecard.cose;

import java.util.Optional;
import vn.khue.ecard.cbor.CborWriter;
import vn.khue.pki.BareKey;

/** Makes COSE_Sign1 messages with tag 18, ES256 and nothing in the unprotected header (RFC 9052 section 4.2). */
public final class CoseSign1Writer {
    private static final byte[] NOTHING = {};

    private CoseSign1Writer() {}

    /**
     * The protected header, deterministically encoded.
     *
     * @param kid which key signs, where readers cannot know
     * @param type what it is (RFC 9596), where it could be taken for something else
     */
    public static byte[] header(Optional<Kid> kid, Optional<String> type) {
        CborWriter writer = new CborWriter(48)
                .map(1 + (kid.isPresent() ? 1 : 0) + (type.isPresent() ? 1 : 0))
                .integer(CoseSign1.ALGORITHM)
                .integer(CoseSign1.ES256);
        kid.ifPresent(id -> writer.integer(CoseSign1.KID).bytes(id.bytes()));
        type.ifPresent(name -> writer.integer(CoseSign1.TYPE).text(name));
        return writer.toByteArray();
    }

    /**
     * Signs.
     *
     * @param header of {@link #header}
     * @throws vn.khue.pki.PkiException where the key cannot be used
     */
    public static byte[] sign(BareKey key, byte[] header, byte[] payload) {
        byte[] signature = Es256.sign(key, CoseSign1.toBeSigned(header, NOTHING, payload));
        return new CborWriter(header.length + payload.length + 80)
                .tag(CoseSign1.TAG)
                .array(4)
                .bytes(header)
                .map(0)
                .bytes(payload)
                .bytes(signature)
                .toByteArray();
    }

    /** How many bytes a signed message has, before it is signed. */
    public static int length(byte[] header, byte[] payload) {
        return 1
                + 1
                + head(header.length)
                + header.length
                + 1
                + head(payload.length)
                + payload.length
                + 2
                + P1363.LENGTH;
    }

    private static int head(int length) {
        return length < 24 ? 1 : length < 256 ? 2 : length < 65536 ? 3 : 5;
    }
}
