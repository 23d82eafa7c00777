package vn.khue.ecard.credential;

import java.security.SecureRandom;
import java.util.HexFormat;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;

/**
 * A card's own number ({@code cti}, RFC 8392 section 3.1.7): {@value #LENGTH} random bytes, of the card and not of its holder.
 *
 * @param value its bytes, big-endian
 */
public record CardId(long value) {
    public static final int LENGTH = 8;

    public static CardId random(SecureRandom random) {
        return new CardId(random.nextLong());
    }

    /** @throws EcardException fault STRUCTURE unless there are {@value #LENGTH} bytes */
    public static CardId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new EcardException(Fault.STRUCTURE, LENGTH + " bytes expected as cti, found " + bytes.length);
        }
        long value = 0;
        for (byte b : bytes) {
            value = value << 8 | b & 0xff;
        }
        return new CardId(value);
    }

    public byte[] bytes() {
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bytes[i] = (byte) (value >>> (8 * (LENGTH - 1 - i)));
        }
        return bytes;
    }

    /** 16 digits of hexadecimal, lower case. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
