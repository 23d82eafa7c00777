package vn.khue.audit.detection.field;

import java.time.Instant;
import vn.khue.audit.event.AuditEvent;

/**
 * An event as the store has it.
 *
 * @param storedAt when it was stored, by the store's clock; never goes back from one event to the next
 */
public record Observed(AuditEvent event, Instant storedAt) {

    /** When it happened, but never after it was stored: a clock that runs ahead must not drag the others along. */
    public Instant time() {
        return event.time().isAfter(storedAt) ? storedAt : event.time();
    }
}
