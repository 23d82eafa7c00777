package vn.khue.audit.app.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.postgresql.PGConnection;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Target;

/**
 * Rows of {@code audit_event} in PostgreSQL's binary form of COPY, which stores a batch in one go and spares both sides the text. They are
 * written before their places are known: place and time of storing are filled in at the end, while others wait. For one batch and one thread.
 */
final class EventRows {

    static final Duration TOLERATED_SKEW = Duration.ofMinutes(5);

    private static final String COPY =
            "copy audit_event (ledger_index, stored_at, id, event_time, clock_skew_ms, sender, source, kind, severity,"
                    + " outcome, actor_kind, actor, unit, target_kind, target, ip, app, certificate, subject, body)"
                    + " from stdin (format binary)";
    private static final short COLUMNS = 20;
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    /** From the number of columns to the value of the first: two bytes and the length. */
    private static final int TO_INDEX = Short.BYTES + Integer.BYTES;

    private static final int TO_STORED_AT = TO_INDEX + Long.BYTES + Integer.BYTES;

    /** PostgreSQL counts microseconds from here. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final byte[] sender;
    private final Instant now;
    private final int[] starts;
    private ByteBuffer buffer;
    private int rows;
    private Instant earliest = Instant.MAX;
    private Instant latest = Instant.MIN;

    /** @param now for the skew of the sources' clocks */
    EventRows(int most, String sender, Instant now) {
        this.sender = sender.getBytes(StandardCharsets.UTF_8);
        this.now = now;
        this.starts = new int[most];
        this.buffer = ByteBuffer.allocate(1_024 + most * 1_400);
        buffer.put(SIGNATURE).putInt(0).putInt(0);
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
        starts[rows++] = buffer.position();
        earliest = event.time().isBefore(earliest) ? event.time() : earliest;
        latest = event.time().isAfter(latest) ? event.time() : latest;
        room(512);
        buffer.putShort(COLUMNS);
        buffer.putInt(Long.BYTES).putLong(0);
        buffer.putInt(Long.BYTES).putLong(0);
        uuid(event.id());
        buffer.putInt(Long.BYTES).putLong(micros(event.time()));
        Duration skew = Duration.between(now, event.time());
        if (skew.abs().compareTo(TOLERATED_SKEW) > 0) {
            buffer.putInt(Long.BYTES).putLong(skew.toMillis());
        } else {
            buffer.putInt(-1);
        }
        bytes(sender);
        text(event.source());
        text(event.kind().name());
        room(Integer.BYTES + Short.BYTES);
        buffer.putInt(Short.BYTES).putShort((short) event.kind().severity().id());
        text(event.outcome().name());
        text(event.actor().kind().name());
        text(event.actor().id());
        text(event.unit().orElse(null));
        text(event.target().map(target -> target.kind().name()).orElse(null));
        text(event.target().map(Target::id).orElse(null));
        text(event.actor().origin().map(Origin::ip).orElse(null));
        text(EventFacets.app(event));
        text(EventFacets.certificate(event));
        text(EventFacets.subject(event));
        bytes(line);
    }

    /** Stores them from this place on. */
    void store(Connection connection, long firstIndex, Instant storedAt) throws SQLException {
        for (int i = 0; i < rows; i++) {
            buffer.putLong(starts[i] + TO_INDEX, firstIndex + i);
            buffer.putLong(starts[i] + TO_STORED_AT, micros(storedAt));
        }
        room(Short.BYTES);
        buffer.putShort((short) -1);
        try {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            try {
                copy.writeToCopy(buffer.array(), 0, buffer.position());
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } finally {
            buffer.position(buffer.position() - Short.BYTES);
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(EPOCH, time);
    }

    private void uuid(UUID id) {
        buffer.putInt(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private void text(String text) {
        if (text == null) {
            room(Integer.BYTES);
            buffer.putInt(-1);
        } else {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void bytes(byte[] bytes) {
        room(Integer.BYTES + bytes.length);
        buffer.putInt(bytes.length).put(bytes);
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            byte[] wider = Arrays.copyOf(buffer.array(), Math.max(buffer.capacity() * 2, buffer.position() + bytes));
            buffer = ByteBuffer.wrap(wider).position(buffer.position());
        }
    }
}
