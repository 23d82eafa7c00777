package vn.khue.audit.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The sender's side of the outbox table, in the one transaction in which a batch is taken, delivered and removed. */
final class OutboxTable {

    private static final String OLDEST = "select seq, event_id, body from audit_outbox order by seq";
    private static final String DELETE = "delete from audit_outbox where seq = ?";
    private static final String MOVE =
            "insert into audit_outbox_rejected (event_id, body, reason, created_at, rejected_at)"
                    + " select event_id, body, cast(? as varchar(1000)), created_at, cast(? as timestamp with time zone)"
                    + " from audit_outbox where seq = ?";

    // The ends of the primary key, as long as they say enough: counting reads all rows.
    private static final String ENDS =
            "select (select max(seq) from audit_outbox), seq, created_at from audit_outbox order by seq limit 1";

    private static final String COUNT = "select count(*) from audit_outbox";

    private OutboxTable() {}

    /** What waits now, as found after the last look. */
    static Backlog backlog(Connection connection, Backlog before) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ENDS);
                ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                return before.next(0, Optional.empty());
            }
            // What was rolled back leaves gaps in the numbers, and nobody is to be alarmed by a gap.
            long most = found.getLong(1) - found.getLong(2) + 1;
            long waiting = before.bound().isAlarmedBy(most) ? count(connection) : most;
            return before.next(
                    waiting,
                    Optional.of(found.getObject(3, OffsetDateTime.class).toInstant()));
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT);
                ResultSet found = select.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    /**
     * The oldest rows that no other sender holds. On PostgreSQL they stay locked until the transaction ends; elsewhere
     * (H2 in tests) there is one sender and no lock is needed.
     */
    static List<OutboxRow> take(Connection connection, int maxEvents, int maxBytes) throws SQLException {
        boolean postgres = connection
                .getMetaData()
                .getDatabaseProductName()
                .toLowerCase(Locale.ROOT)
                .contains("postgresql");
        String sql = OLDEST + " limit ?" + (postgres ? " for update skip locked" : "");
        List<OutboxRow> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, maxEvents);
            select.setFetchSize(100);
            try (ResultSet found = select.executeQuery()) {
                long bytes = 0;
                while (found.next()) {
                    String body = found.getString(3);
                    // Three bytes a character is the most UTF-8 needs for a UTF-16 unit.
                    bytes += 3L * body.length();
                    if (bytes > maxBytes && !rows.isEmpty()) {
                        break;
                    }
                    rows.add(new OutboxRow(found.getLong(1), found.getObject(2, java.util.UUID.class), body));
                }
            }
        }
        return rows;
    }

    static void delete(Connection connection, List<OutboxRow> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            for (OutboxRow row : rows) {
                delete.setLong(1, row.seq());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** Copies the row to {@code audit_outbox_rejected}; the caller deletes it with the others of its batch. */
    static void copyToRejected(Connection connection, OutboxRow row, String reason, Instant now) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setString(1, reason);
            move.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            move.setLong(3, row.seq());
            move.executeUpdate();
        }
    }
}
