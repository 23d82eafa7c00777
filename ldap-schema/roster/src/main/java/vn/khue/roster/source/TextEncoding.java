package vn.khue.roster.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Whether bytes are UTF-8, and if not, what they look like. Old Vietnamese files come in Windows-1258 (tone marks as bytes of their
 * own after the vowel) or in TCVN3, the encoding of the ABC fonts (each accented letter one byte from A8 on); guesses by the bytes that
 * each uses and the others do not.
 */
final class TextEncoding {

    private static final int SAMPLE = 1 << 16;

    private TextEncoding() {}

    /**
     * Where text stops being UTF-8.
     *
     * @param line from 1
     * @param guess name of the encoding it may be
     */
    record Wrong(long line, String guess) {}

    /** Reads the stream to its first bad byte or its end. */
    static Optional<Wrong> check(InputStream in) throws IOException {
        byte[] buffer = new byte[SAMPLE];
        long line = 1;
        int more = 0;
        int least = 0x80;
        int most = 0xBF;
        boolean first = true;
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            if (first && n > 1 && isUtf16(buffer, n)) {
                return Optional.of(new Wrong(1, "UTF-16"));
            }
            first = false;
            for (int i = 0; i < n; i++) {
                int b = buffer[i] & 0xFF;
                boolean bad;
                if (more > 0) {
                    bad = b < least || b > most;
                    least = 0x80;
                    most = 0xBF;
                    more--;
                } else if (b < 0x80) {
                    bad = false;
                    line += b == '\n' ? 1 : 0;
                } else {
                    bad = b < 0xC2 || b > 0xF4;
                    more = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : 1;
                    // RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
                    least = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
                    most = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
                }
                if (bad) {
                    return Optional.of(new Wrong(line, guess(buffer, n)));
                }
            }
        }
        return more > 0 ? Optional.of(new Wrong(line, "UTF-8, …")) : Optional.empty();
    }

    private static boolean isUtf16(byte[] bytes, int n) {
        int a = bytes[0] & 0xFF;
        int b = bytes[1] & 0xFF;
        return a == 0xFF && b == 0xFE || a == 0xFE && b == 0xFF || n > 3 && (a == 0) != (b == 0) && a + b > 0;
    }

    private static String guess(byte[] bytes, int n) {
        int windows1258 = 0;
        int tcvn3 = 0;
        for (int i = 1; i < n; i++) {
            int b = bytes[i] & 0xFF;
            if (isMark1258(b) && isVowel1258(bytes[i - 1] & 0xFF)) {
                windows1258 += 2;
            } else if (b >= 0xA8 && b <= 0xAE || b >= 0xB5 && b <= 0xB9 || b == 0xBB || b >= 0xC6 && b <= 0xCB) {
                tcvn3++;
            }
        }
        if (windows1258 == 0 && tcvn3 == 0) {
            return "?";
        }
        return windows1258 > tcvn3 ? "Windows-1258" : "TCVN3 (ABC)";
    }

    /** Combining grave, hook above, tilde, acute, dot below. */
    private static boolean isMark1258(int b) {
        return b == 0xCC || b == 0xD2 || b == 0xDE || b == 0xEC || b == 0xF2;
    }

    /** a ă â e ê i o ô ơ u ư y in Windows-1258, both cases. */
    private static boolean isVowel1258(int b) {
        return "aeiouyAEIOUY".indexOf(b) >= 0
                || b == 0xE3
                || b == 0xC3
                || b == 0xE2
                || b == 0xC2
                || b == 0xEA
                || b == 0xCA
                || b == 0xF4
                || b == 0xD4
                || b == 0xF5
                || b == 0xD5
                || b == 0xFD
                || b == 0xDD;
    }
}
