package vn.khue.ecard.qr;

import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;

/**
 * Bytes as decimal digits, which a QR code packs three to ten bits: 7 bytes to 17 digits, big-endian, with leading zeros; a last group of 1
 * to 6 bytes to 3, 5, 8, 10, 13 or 15. One text for each sequence of bytes.
 */
public final class Digits {
    private static final int GROUP_BYTES = 7;
    private static final int GROUP_DIGITS = 17;
    /** Digits of 0 to 7 bytes. */
    private static final int[] DIGITS = {0, 3, 5, 8, 10, 13, 15, GROUP_DIGITS};

    private Digits() {}

    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length / GROUP_BYTES + 1) * GROUP_DIGITS);
        for (int from = 0; from < bytes.length; from += GROUP_BYTES) {
            int length = Math.min(GROUP_BYTES, bytes.length - from);
            long number = 0;
            for (int i = from; i < from + length; i++) {
                number = number << 8 | bytes[i] & 0xff;
            }
            int start = text.length();
            text.setLength(start + DIGITS[length]);
            for (int i = text.length() - 1; i >= start; i--) {
                text.setCharAt(i, (char) ('0' + number % 10));
                number /= 10;
            }
        }
        return text.toString();
    }

    /**
     * How many bytes so many digits are.
     *
     * @throws EcardException fault TEXT where none are
     */
    public static int length(int digits) {
        int rest = digits % GROUP_DIGITS;
        for (int bytes = 0; bytes < GROUP_BYTES; bytes++) {
            if (DIGITS[bytes] == rest) {
                return digits / GROUP_DIGITS * GROUP_BYTES + bytes;
            }
        }
        throw malformed();
    }

    /** @throws EcardException fault TEXT for anything that {@link #encode} does not give */
    public static byte[] decode(String text) {
        byte[] bytes = new byte[length(text.length())];
        int at = 0;
        for (int from = 0; from < bytes.length; from += GROUP_BYTES) {
            int length = Math.min(GROUP_BYTES, bytes.length - from);
            long number = 0;
            for (int end = at + DIGITS[length]; at < end; at++) {
                int digit = text.charAt(at) - '0';
                if (digit < 0 || digit > 9) {
                    throw malformed();
                }
                number = number * 10 + digit;
            }
            if (number >>> (8 * length) != 0) {
                throw malformed();
            }
            for (int i = from + length - 1; i >= from; i--) {
                bytes[i] = (byte) number;
                number >>>= 8;
            }
        }
        return bytes;
    }

    private static EcardException malformed() {
        return new EcardException(Fault.TEXT, "digits that encode bytes expected, found others");
    }
}
