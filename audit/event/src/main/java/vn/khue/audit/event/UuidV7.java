package vn.khue.audit.event;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Identifiers that sort by time (RFC 9562 clause 5.7): 48 bits of Unix milliseconds, then 74 random bits. Two nodes need
 * not agree on anything, and new rows stay together in an index. Thread-safe.
 */
public final class UuidV7 {

    private static final SecureRandom RANDOM = new SecureRandom();

    private UuidV7() {}

    /**
     * @param time at or after the epoch and before the year 10889, where 48 bits end
     */
    public static UUID at(Instant time) {
        long millis = time.toEpochMilli();
        if (millis < 0 || millis >>> 48 != 0) {
            throw new AuditEventException(
                    "Event id: expected a time between 1970 and 10889, found " + time + "; set the clock");
        }
        long high = millis << 16 | 0x7000L | RANDOM.nextInt(1 << 12);
        long low = 0x8000_0000_0000_0000L | RANDOM.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
