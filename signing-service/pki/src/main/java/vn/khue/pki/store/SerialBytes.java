package vn.khue.pki.store;

import java.math.BigInteger;
import java.util.Arrays;

/** Serial numbers as the database keeps them: the magnitude, big-endian, 1 to 20 bytes (RFC 5280 section 4.1.2.2). */
public final class SerialBytes {
    private static final int MAX_BITS = 160;

    private SerialBytes() {}

    /** Whether a certificate of ours could have it; asked for serials that strangers send. */
    public static boolean possible(BigInteger serial) {
        return serial.signum() >= 0 && serial.bitLength() <= MAX_BITS;
    }

    /** @param serial for which {@link #possible} holds */
    public static byte[] of(BigInteger serial) {
        byte[] bytes = serial.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    public static BigInteger read(byte[] magnitude) {
        return new BigInteger(1, magnitude);
    }
}
