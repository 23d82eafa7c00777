package vn.khue.audit.app.wazuh;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.audit.wazuh.IndexerPosition;

/** How far each way to and from Wazuh has come. For one connection. */
final class Progress {

    /** A way, by its name in the table. */
    enum Way {
        ALERTS,
        LINES
    }

    private final Connection connection;

    Progress(Connection connection) {
        this.connection = connection;
    }

    /** The index of the next event to look at. */
    long next(Way way) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select next_index from wazuh_progress where way = ?")) {
            select.setString(1, way.name());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("expected a row of wazuh_progress, found none; run the migrations");
                }
                return row.getLong(1);
            }
        }
    }

    void moveTo(Way way, long next) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update wazuh_progress set next_index = ? where way = ?")) {
            update.setLong(1, next);
            update.setString(2, way.name());
            update.executeUpdate();
        }
    }

    /** Nothing where the indexer was never read. */
    Optional<IndexerPosition> read() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select read_time, read_id from wazuh_progress where way = 'INDEXER' and read_time is not null");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new IndexerPosition(
                            row.getObject(1, OffsetDateTime.class).toInstant(), row.getString(2)))
                    : Optional.empty();
        }
    }

    void readTo(IndexerPosition position) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update wazuh_progress set read_time = ?, read_id = ? where way = 'INDEXER'")) {
            update.setObject(1, position.time().atOffset(ZoneOffset.UTC));
            update.setString(2, position.document());
            update.executeUpdate();
        }
    }

    /**
     * Lines of the log in their order.
     *
     * @param next index behind the last that was looked at, whether it is in here or not
     */
    record Batch(List<byte[]> lines, long next) {
        Batch {
            lines = List.copyOf(lines);
        }
    }

    /** @param kinds condition on the column kind, of our own making */
    Batch after(long index, String kinds, int most) throws SQLException {
        long head = head();
        List<byte[]> lines = new ArrayList<>();
        long next = index;
        try (PreparedStatement select = connection.prepareStatement("select body, ledger_index from audit_event"
                + " where ledger_index >= ? and ledger_index < ? and " + kinds + " order by ledger_index limit ?")) {
            select.setLong(1, index);
            select.setLong(2, head);
            select.setInt(3, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.add(row.getBytes(1));
                    next = row.getLong(2) + 1;
                }
            }
        }
        return new Batch(lines, lines.size() < most ? Math.max(next, head) : next);
    }

    private long head() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select size from ledger_head");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
