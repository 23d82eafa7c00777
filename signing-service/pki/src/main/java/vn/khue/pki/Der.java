package vn.khue.pki;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;

/**
 * Puts DER together from parts that are DER already (X.690 section 10.1). What never changes in an answer, such as the
 * certificate of whoever signs it, and what was signed are so encoded once.
 */
public final class Der {
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;
    /** Constructed, context-specific, number 0. */
    public static final int CONTEXT_0 = 0xa0;

    private static final int SHORT = 0x80;

    private Der() {}

    /** What Bouncy Castle holds, encoded. */
    public static byte[] of(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a structure in memory always encodes", e);
        }
    }

    /** The tag, the length, and the parts one after the other; in all at most 16 MB. */
    public static byte[] of(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        int octets = length < SHORT ? 0 : length <= 0xff ? 1 : length <= 0xffff ? 2 : 3;
        byte[] whole = new byte[2 + octets + length];
        whole[0] = (byte) tag;
        whole[1] = (byte) (octets == 0 ? length : SHORT | octets);
        for (int i = 0; i < octets; i++) {
            whole[2 + i] = (byte) (length >>> (Byte.SIZE * (octets - 1 - i)));
        }
        int at = 2 + octets;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
