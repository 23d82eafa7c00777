package vn.khue.launcher.demo;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of an authenticator app: RFC 6238 with HMAC-SHA-1, 30 seconds and 6 digits. Thread-safe. */
public final class OneTimeCode {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int PERIOD_SECONDS = 30;
    private static final int BITS_PER_LETTER = 5;
    private static final int MODULUS = 1_000_000;

    private final byte[] secret;
    private final Clock clock;

    /** @param base32 the secret as RFC 4648 base32 */
    public OneTimeCode(String base32, Clock clock) {
        this.secret = decode(base32);
        this.clock = clock;
    }

    /** The number of the half minute that it is now. */
    public long period() {
        return clock.instant().getEpochSecond() / PERIOD_SECONDS;
    }

    /** The code of a half minute. */
    public String code(long counter) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform must offer HmacSHA1", e);
        }
    }

    private static byte[] decode(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * BITS_PER_LETTER / Byte.SIZE);
        int bits = 0;
        int held = 0;
        for (char letter : base32.toUpperCase(Locale.ROOT).replace("=", "").toCharArray()) {
            int value = BASE32.indexOf(letter);
            if (value < 0) {
                throw new IllegalArgumentException(
                        "Expected base32 letters (A to Z, 2 to 7) in a one-time-code secret");
            }
            held = held << BITS_PER_LETTER | value;
            bits += BITS_PER_LETTER;
            if (bits >= Byte.SIZE && bytes.hasRemaining()) {
                bits -= Byte.SIZE;
                bytes.put((byte) (held >> bits));
            }
        }
        return bytes.array();
    }
}
