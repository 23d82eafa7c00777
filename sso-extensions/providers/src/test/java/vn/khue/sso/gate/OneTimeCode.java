package vn.khue.sso.gate;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.khue.directory.Person;

/**
 * TOTP by RFC 6238: SHA-1, 6 digits, 30 s. The server takes a code once, and the one of the half minute before and after now: so each
 * person's next code is given out, and where the one after now is used up, it is waited for.
 */
final class OneTimeCode {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Map<String, Long> used = new ConcurrentHashMap<>();

    /** A code that this person has not used. */
    String next(Person person) {
        long last = used.getOrDefault(person.uid(), 0L);
        Patience.until("a new one-time code for " + person.uid(), () -> last <= now());
        long step = Math.max(now(), last + 1);
        used.put(person.uid(), step);
        return of(step);
    }

    /** The code that this person used last. */
    String last(Person person) {
        return of(used.get(person.uid()));
    }

    private static long now() {
        return Instant.now().getEpochSecond() / 30;
    }

    private static String of(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(decode(Gate.TOTP), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String base32) {
        var bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < base32.length(); i++) {
            buffer = (buffer << 5) | BASE32.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return bytes.array();
    }
}
