package vn.khue.audit.app.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Target;

/**
 * Rows of {@code audit_event}, written before their places are known: place and time of storing are filled in at the end, while others wait.
 * For one batch and one thread.
 */
final class EventRows {

    static final Duration TOLERATED_SKEW = Duration.ofMinutes(5);

    private static final String COPY =
            "copy audit_event (ledger_index, stored_at, id, event_time, clock_skew_ms, sender, source, kind, severity,"
                    + " outcome, actor_kind, actor, unit, target_kind, target, ip, app, certificate, subject, body)"
                    + " from stdin (format binary)";
    private static final int COLUMNS = 20;
    private static final int BYTES_OF_MOST = 1_400;

    private final byte[] sender;
    private final Instant now;
    private final int[] indexes;
    private final int[] storedAts;
    private final BinaryCopy copy;
    private int rows;
    private Instant earliest = Instant.MAX;
    private Instant latest = Instant.MIN;

    /** @param now for the skew of the sources' clocks */
    EventRows(int most, String sender, Instant now) {
        this.sender = sender.getBytes(StandardCharsets.UTF_8);
        this.now = now;
        this.indexes = new int[most];
        this.storedAts = new int[most];
        this.copy = new BinaryCopy(most * BYTES_OF_MOST);
    }

    int size() {
        return rows;
    }

    /** The least of the events' own times. */
    Instant earliest() {
        return earliest;
    }

    Instant latest() {
        return latest;
    }

    /** @param line the entry of the ledger */
    void add(AuditEvent event, byte[] line) {
        earliest = event.time().isBefore(earliest) ? event.time() : earliest;
        latest = event.time().isAfter(latest) ? event.time() : latest;
        copy.row(COLUMNS);
        indexes[rows] = copy.int8(0);
        storedAts[rows++] = copy.int8(0);
        copy.uuid(event.id());
        copy.timestamp(event.time());
        Duration skew = Duration.between(now, event.time());
        if (skew.abs().compareTo(TOLERATED_SKEW) > 0) {
            copy.int8(skew.toMillis());
        } else {
            copy.nothing();
        }
        copy.bytes(sender);
        copy.text(event.source());
        copy.text(event.kind().name());
        copy.int2(event.kind().severity().id());
        copy.text(event.outcome().name());
        copy.text(event.actor().kind().name());
        copy.text(event.actor().id());
        copy.text(event.unit().orElse(null));
        copy.text(event.target().map(target -> target.kind().name()).orElse(null));
        copy.text(event.target().map(Target::id).orElse(null));
        copy.text(event.actor().origin().map(Origin::ip).orElse(null));
        copy.text(EventFacets.app(event));
        copy.text(EventFacets.certificate(event));
        copy.text(EventFacets.subject(event));
        copy.bytes(line);
    }

    /** Stores them from this place on. */
    void store(Connection connection, long firstIndex, Instant storedAt) throws SQLException {
        long at = BinaryCopy.micros(storedAt);
        for (int i = 0; i < rows; i++) {
            copy.set(indexes[i], firstIndex + i);
            copy.set(storedAts[i], at);
        }
        copy.store(connection, COPY);
    }
}
