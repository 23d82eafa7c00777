package vn.khue.audit.app.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vn.khue.audit.app.seal.Sealing;
import vn.khue.audit.event.AuditEvent;

/**
 * An event with what the store knows of it.
 *
 * @param ledgerIndex its place in the ledger
 * @param event the event, read from the bytes in the ledger and opened as far as it can be
 * @param storedAt when it was stored, by this service's clock
 * @param sender client id of the service that delivered it
 * @param clockSkew source's clock minus ours, where they differ by more than five minutes
 * @param sealing how its personal fields stand
 * @param line the bytes in the ledger, one line of OCSF JSON in UTF-8
 */
public record StoredEvent(
        long ledgerIndex,
        AuditEvent event,
        Instant storedAt,
        String sender,
        Optional<Duration> clockSkew,
        Sealing sealing,
        byte[] line) {

    public StoredEvent {
        line = line.clone();
    }

    @Override
    public byte[] line() {
        return line.clone();
    }
}
