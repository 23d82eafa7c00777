package vn.khue.ecard.cose;

import java.util.Optional;
import java.util.OptionalLong;
import vn.khue.ecard.cbor.CborWriter;

/**
 * A COSE_Sign1 message (RFC 9052 section 4.2). Nothing says yet that its signature holds.
 *
 * @param protectedHeader the encoded map as it was signed; empty bytes for an empty map
 * @param header what the protected header says
 * @param unprotectedKid key identifier in the unprotected header, where others put it
 * @param unprotectedEmpty whether the unprotected header is an empty map
 * @param signature r and s, one after the other
 */
public record CoseSign1(
        byte[] protectedHeader,
        Header header,
        Optional<byte[]> unprotectedKid,
        boolean unprotectedEmpty,
        byte[] payload,
        byte[] signature) {
    public static final long TAG = 18;
    /** Header parameter 1 (RFC 9052 section 3.1). */
    public static final long ALGORITHM = 1;
    /** Header parameter 4. */
    public static final long KID = 4;
    /** Header parameter 16 (RFC 9596). */
    public static final long TYPE = 16;
    /** ECDSA with SHA-256 (RFC 9053 section 2.1). */
    public static final long ES256 = -7;

    private static final byte[] NOTHING = {};
    private static final byte EMPTY_MAP = (byte) 0xa0;

    /**
     * What is understood of the protected header.
     *
     * @param algorithm empty where there is none, or one with a name in place of a number
     * @param others whether it holds anything else; a critical parameter is among them
     */
    public record Header(OptionalLong algorithm, Optional<byte[]> kid, Optional<String> type, boolean others) {}

    /** What is signed (RFC 9052 section 4.4), without external data. */
    public byte[] toBeSigned() {
        return toBeSigned(protectedHeader, NOTHING, payload);
    }

    /** What is signed, with external data. */
    public byte[] toBeSigned(byte[] external) {
        return toBeSigned(protectedHeader, external, payload);
    }

    static byte[] toBeSigned(byte[] protectedHeader, byte[] external, byte[] payload) {
        // An empty map is signed as no bytes, however it is encoded (RFC 9052 section 3).
        boolean empty = protectedHeader.length == 1 && protectedHeader[0] == EMPTY_MAP;
        return new CborWriter(protectedHeader.length + external.length + payload.length + 32)
                .array(4)
                .text("Signature1")
                .bytes(empty ? NOTHING : protectedHeader)
                .bytes(external)
                .bytes(payload)
                .toByteArray();
    }
}
