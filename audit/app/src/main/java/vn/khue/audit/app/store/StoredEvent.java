package vn.khue.audit.app.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vn.khue.audit.event.AuditEvent;

/**
 * An event with what the store knows of it.
 *
 * @param ledgerIndex its place in the ledger
 * @param event the event, read from the bytes in the ledger
 * @param storedAt when it was stored, by this service's clock
 * @param sender client id of the service that delivered it
 * @param clockSkew source's clock minus ours, where they differ by more than five minutes
 */
public record StoredEvent(
        long ledgerIndex, AuditEvent event, Instant storedAt, String sender, Optional<Duration> clockSkew) {}
