package vn.khue.ecard.cose;

import java.math.BigInteger;
import java.util.Arrays;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;

/** ECDSA values of P-256 between {@code SEQUENCE { r, s }} (RFC 3279, as keys give them) and r and s of 32 bytes (RFC 9053). */
final class P1363 {
    static final int LENGTH = 64;
    private static final int HALF = 32;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    private P1363() {}

    /** @param der as our own keys made it */
    static byte[] ofDer(byte[] der) {
        byte[] value = new byte[LENGTH];
        int at = 2;
        if (der.length < 8 || der[0] != SEQUENCE || der[1] != der.length - 2) {
            throw unusable();
        }
        for (int half = 0; half < 2; half++) {
            if (at + 2 > der.length || der[at] != INTEGER) {
                throw unusable();
            }
            int length = der[at + 1];
            int from = at + 2;
            at = from + length;
            if (length < 1 || at > der.length) {
                throw unusable();
            }
            int zeros = length > HALF ? length - HALF : 0;
            if (zeros > 1 || (zeros == 1 && der[from] != 0)) {
                throw unusable();
            }
            System.arraycopy(der, from + zeros, value, HALF * (half + 1) - (length - zeros), length - zeros);
        }
        if (at != der.length) {
            throw unusable();
        }
        return value;
    }

    /** @param value {@value #LENGTH} bytes, anybody's */
    static byte[] toDer(byte[] value) {
        byte[] r = new BigInteger(1, Arrays.copyOf(value, HALF)).toByteArray();
        byte[] s = new BigInteger(1, Arrays.copyOfRange(value, HALF, LENGTH)).toByteArray();
        byte[] der = new byte[6 + r.length + s.length];
        der[0] = SEQUENCE;
        der[1] = (byte) (der.length - 2);
        der[2] = INTEGER;
        der[3] = (byte) r.length;
        System.arraycopy(r, 0, der, 4, r.length);
        der[4 + r.length] = INTEGER;
        der[5 + r.length] = (byte) s.length;
        System.arraycopy(s, 0, der, 6 + r.length, s.length);
        return der;
    }

    private static EcardException unusable() {
        return new EcardException(Fault.KEY, "an ECDSA value of P-256 in DER expected from the key, found another");
    }
}
