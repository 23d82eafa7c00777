package vn.khue.audit.app.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.audit.app.store.EventsAtHand;
import vn.khue.audit.app.store.SessionLock;
import vn.khue.audit.app.store.StoredDay;
import vn.khue.audit.app.store.StoredDays;
import vn.khue.audit.ledger.Checkpoint;
import vn.khue.audit.ledger.LedgerException;

/** The sequencer's side of the database: the events in their order, the checkpoints that were published, and the lock. */
final class SequencedEvents {

    /** Names the sequencer among PostgreSQL's advisory locks: "khue" and 1. */
    private static final SessionLock LOCK = new SessionLock(0x6B687565_0000_0001L);

    private static final int MAX_EVENTS = 8_192;
    private static final int MAX_BYTES = 8 << 20;

    private final Connection connection;
    private final EventsAtHand recent;
    private final StoredDays days;

    /** @param recent asked before the database */
    SequencedEvents(Connection connection, EventsAtHand recent) {
        this.connection = connection;
        this.recent = recent;
        this.days = new StoredDays(connection);
    }

    /** Held until the connection ends, whatever ends it. */
    boolean tryLock() throws SQLException {
        return LOCK.tryOn(connection);
    }

    void unlock() throws SQLException {
        LOCK.unlock(connection);
    }

    long head() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select size from ledger_head");
                ResultSet head = select.executeQuery()) {
            if (!head.next()) {
                throw new SQLException("ledger_head is empty; run the migrations");
            }
            return head.getLong(1);
        }
    }

    /** The line at one place, if a row is there. */
    Optional<byte[]> body(long index) throws SQLException {
        Optional<StoredDay> day = days.holding(index);
        if (day.isEmpty()) {
            return Optional.empty();
        }
        try (PreparedStatement select = connection.prepareStatement(
                "select body from audit_event where stored_at >= ? and stored_at < ? and ledger_index = ?")) {
            bind(select, day.get());
            select.setLong(3, index);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
            }
        }
    }

    /**
     * The next entries after the given size, at most 8,192 of them or 8 MiB, and of one day. Asked for by places from and to, as there is one
     * row a place: so it is cheap on a day of which PostgreSQL knows nothing yet.
     */
    List<byte[]> after(long size) throws SQLException {
        List<byte[]> atHand = recent.lines(size, MAX_EVENTS);
        return atHand.isEmpty() ? stored(size) : atHand;
    }

    private List<byte[]> stored(long size) throws SQLException {
        Optional<StoredDay> day = days.holding(size);
        if (day.isEmpty()) {
            requireNothingDropped(size);
            return List.of();
        }
        List<byte[]> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select ledger_index, body from audit_event"
                        + " where stored_at >= ? and stored_at < ? and ledger_index >= ? and ledger_index < ? order by ledger_index")) {
            bind(select, day.get());
            select.setLong(3, size);
            select.setLong(4, size + MAX_EVENTS);
            select.setFetchSize(512);
            try (ResultSet found = select.executeQuery()) {
                long bytes = 0;
                while (bytes < MAX_BYTES && found.next()) {
                    requireNext(size + lines.size(), found.getLong(1));
                    byte[] body = found.getBytes(2);
                    lines.add(body);
                    bytes += body.length;
                }
            }
        }
        if (lines.isEmpty() && head() >= size + MAX_EVENTS) {
            requireNext(size, size + MAX_EVENTS);
        }
        if (lines.isEmpty() && day.get().next() != Long.MAX_VALUE) {
            requireNext(size, day.get().next());
        }
        return lines;
    }

    private static void requireNext(long expected, long found) {
        if (found != expected) {
            throw new LedgerException("Audit events: expected ledger index " + expected + ", found " + found
                    + "; rows were deleted: restore the database");
        }
    }

    /** A ledger that was lost cannot be made again once days were dropped: its files are then the only copy. */
    private void requireNothingDropped(long size) throws SQLException {
        List<StoredDay> left = days.all();
        if (!left.isEmpty() && left.get(0).first() > size) {
            throw new LedgerException("Audit events: expected ledger index " + size + ", found "
                    + left.get(0).first()
                    + " as the first that is kept; earlier days were dropped: restore the ledger's files");
        }
    }

    private static void bind(PreparedStatement select, StoredDay day) throws SQLException {
        select.setObject(1, day.begin().atOffset(ZoneOffset.UTC));
        select.setObject(2, day.end().atOffset(ZoneOffset.UTC));
    }

    void remember(Checkpoint checkpoint, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_checkpoint (size, root, published_at) values (?, ?, ?) on conflict (size) do nothing")) {
            insert.setLong(1, checkpoint.size());
            insert.setBytes(2, checkpoint.root().bytes());
            insert.setObject(3, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** The root that was published for this size, if one was. */
    Optional<byte[]> rememberedRoot(long size) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select root from ledger_checkpoint where size = ?")) {
            select.setLong(1, size);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
            }
        }
    }
}
