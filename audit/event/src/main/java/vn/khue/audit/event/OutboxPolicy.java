package vn.khue.audit.event;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How the sender paces itself.
 *
 * @param maxEvents events in a batch, 1 to 1,000
 * @param maxBytes bytes of a batch, 64,000 to 4,000,000; bounds the sender's memory
 * @param idle pause after an empty look at the table
 * @param minBackoff first pause after a failure; it doubles with each further failure
 * @param maxBackoff longest pause after failures
 * @param maxPerSecond events a second at most, 1 to 100,000: what waited for days must not drown an audit service that has just come back
 */
public record OutboxPolicy(
        int maxEvents, int maxBytes, Duration idle, Duration minBackoff, Duration maxBackoff, int maxPerSecond) {

    public OutboxPolicy {
        if (maxEvents < 1
                || maxEvents > 1_000
                || maxBytes < 64_000
                || maxBytes > 4_000_000
                || idle.isNegative()
                || idle.isZero()
                || minBackoff.isNegative()
                || minBackoff.isZero()
                || maxBackoff.compareTo(minBackoff) < 0
                || maxPerSecond < 1
                || maxPerSecond > 100_000) {
            throw new AuditEventException(
                    "Outbox policy: expected 1 to 1,000 events, 64,000 to 4,000,000 bytes, positive"
                            + " pauses, maxBackoff not below minBackoff and 1 to 100,000 events a second, found"
                            + " maxEvents=" + maxEvents + " maxBytes=" + maxBytes + " idle=" + idle + " minBackoff="
                            + minBackoff + " maxBackoff=" + maxBackoff + " maxPerSecond=" + maxPerSecond);
        }
    }

    /** 500 events, 2 MB, looks twice a second, backs off from 0.5 s to 30 s, sends 2,000 events a second at most. */
    public static OutboxPolicy standard() {
        return new OutboxPolicy(
                500, 2_000_000, Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(30), 2_000);
    }

    /** How long those events take at the highest pace. */
    Duration paceOf(int events) {
        return Duration.ofNanos(TimeUnit.SECONDS.toNanos(events) / maxPerSecond);
    }
}
