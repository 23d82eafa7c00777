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
import vn.khue.audit.ledger.Checkpoint;
import vn.khue.audit.ledger.LedgerException;

/** The sequencer's side of the database: the events in their order, the checkpoints that were published, and the lock. */
final class SequencedEvents {

    /** Names the sequencer among PostgreSQL's advisory locks: "khue" and 1. */
    private static final long LOCK = 0x6B687565_0000_0001L;

    private static final int MAX_EVENTS = 8_192;
    private static final int MAX_BYTES = 8 << 20;

    private final Connection connection;

    SequencedEvents(Connection connection) {
        this.connection = connection;
    }

    /** Held until the connection ends, whatever ends it. */
    boolean tryLock() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            lock.setLong(1, LOCK);
            try (ResultSet held = lock.executeQuery()) {
                return held.next() && held.getBoolean(1);
            }
        }
    }

    void unlock() throws SQLException {
        try (PreparedStatement unlock = connection.prepareStatement("select pg_advisory_unlock(?)")) {
            unlock.setLong(1, LOCK);
            unlock.execute();
        }
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
        try (PreparedStatement select =
                connection.prepareStatement("select body from audit_event where ledger_index = ?")) {
            select.setLong(1, index);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
            }
        }
    }

    /** The next entries after the given size, at most 8,192 of them or 8 MiB. */
    List<byte[]> after(long size) throws SQLException {
        List<byte[]> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select ledger_index, body from audit_event where ledger_index >= ? order by ledger_index limit ?")) {
            select.setLong(1, size);
            select.setInt(2, MAX_EVENTS);
            select.setFetchSize(512);
            try (ResultSet found = select.executeQuery()) {
                long bytes = 0;
                while (bytes < MAX_BYTES && found.next()) {
                    if (found.getLong(1) != size + lines.size()) {
                        throw new LedgerException("Audit events: expected ledger index " + (size + lines.size())
                                + ", found " + found.getLong(1) + "; rows were deleted: restore the database");
                    }
                    lines.add(found.getBytes(2));
                    bytes += found.getBytes(2).length;
                }
            }
        }
        return lines;
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
