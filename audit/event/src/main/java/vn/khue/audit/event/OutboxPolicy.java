package vn.khue.audit.event;

import java.time.Duration;

/**
 * How the sender paces itself.
 *
 * @param maxEvents events in a batch, 1 to 1,000
 * @param maxBytes bytes of a batch, 64,000 to 4,000,000; bounds the sender's memory
 * @param idle pause after an empty look at the table
 * @param minBackoff first pause after a failure; it doubles with each further failure
 * @param maxBackoff longest pause after failures
 */
public record OutboxPolicy(int maxEvents, int maxBytes, Duration idle, Duration minBackoff, Duration maxBackoff) {

    public OutboxPolicy {
        if (maxEvents < 1
                || maxEvents > 1_000
                || maxBytes < 64_000
                || maxBytes > 4_000_000
                || idle.isNegative()
                || idle.isZero()
                || minBackoff.isNegative()
                || minBackoff.isZero()
                || maxBackoff.compareTo(minBackoff) < 0) {
            throw new AuditEventException(
                    "Outbox policy: expected 1 to 1,000 events, 64,000 to 4,000,000 bytes, positive"
                            + " pauses and maxBackoff not below minBackoff, found maxEvents=" + maxEvents + " maxBytes="
                            + maxBytes
                            + " idle=" + idle + " minBackoff=" + minBackoff + " maxBackoff=" + maxBackoff);
        }
    }

    /** 500 events, 2 MB, looks twice a second, backs off from 0.5 s to 30 s. */
    public static OutboxPolicy standard() {
        return new OutboxPolicy(500, 2_000_000, Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(30));
    }
}
