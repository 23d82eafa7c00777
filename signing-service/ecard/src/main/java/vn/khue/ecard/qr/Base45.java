package vn.khue.ecard.qr;

import java.util.Arrays;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;

/** Base45 (RFC 9285): two bytes to three letters of QR's alphanumeric mode, a last one to two. */
public final class Base45 {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final int BASE = 45;
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < BASE; i++) {
            VALUES[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private Base45() {}

    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length / 2 * 3 + 2);
        for (int i = 0; i < bytes.length; i += 2) {
            boolean pair = i + 1 < bytes.length;
            int number = pair ? (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff : bytes[i] & 0xff;
            text.append(ALPHABET.charAt(number % BASE)).append(ALPHABET.charAt(number / BASE % BASE));
            if (pair) {
                text.append(ALPHABET.charAt(number / BASE / BASE));
            }
        }
        return text.toString();
    }

    /**
     * How many bytes so many letters are.
     *
     * @throws EcardException fault TEXT where none are
     */
    public static int length(int letters) {
        if (letters % 3 == 1) {
            throw malformed();
        }
        return letters / 3 * 2 + letters % 3 / 2;
    }

    /** @throws EcardException fault TEXT for anything that {@link #encode} does not give */
    public static byte[] decode(String text) {
        byte[] bytes = new byte[length(text.length())];
        int at = 0;
        for (int i = 0; i < text.length(); i += 3) {
            int number = value(text, i) + BASE * value(text, i + 1);
            if (i + 2 < text.length()) {
                number += BASE * BASE * value(text, i + 2);
                if (number > 0xffff) {
                    throw malformed();
                }
                bytes[at++] = (byte) (number >> 8);
            } else if (number > 0xff) {
                throw malformed();
            }
            bytes[at++] = (byte) number;
        }
        return bytes;
    }

    private static int value(String text, int at) {
        char letter = text.charAt(at);
        int value = letter < VALUES.length ? VALUES[letter] : -1;
        if (value < 0) {
            throw malformed();
        }
        return value;
    }

    private static EcardException malformed() {
        return new EcardException(Fault.TEXT, "Base45 (RFC 9285) expected, found something else");
    }
}
