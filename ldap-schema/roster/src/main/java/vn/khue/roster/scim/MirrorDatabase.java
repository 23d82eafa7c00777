package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import javax.sql.DataSource;
import vn.khue.audit.event.JdbcOutbox;

/**
 * One transaction a request. Whoever writes a mirror holds the row of its source, so pushes of one source follow one another and their
 * revisions are committed in order; what a killed request did is gone. Thread-safe.
 */
final class MirrorDatabase {

    private final DataSource database;
    private final ScimJson json;
    private final ScimLimits limits;
    private final ScimEvents events;
    private final Clock clock;

    MirrorDatabase(DataSource database, ScimJson json, ScimLimits limits, ScimEvents events, Clock clock) {
        this.database = database;
        this.json = json;
        this.limits = limits;
        this.events = events;
        this.clock = clock;
    }

    /** What is done within a transaction. */
    interface Work<T> {
        T in(Mirror mirror) throws SQLException, ScimException;
    }

    /** Reads in one snapshot. */
    <T> T read(String source, Work<T> work) throws SQLException, ScimException {
        try (Connection connection = database.getConnection()) {
            begin(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
                return work.in(new Mirror(connection, source, 0, clock.instant(), json));
            } finally {
                end(connection);
            }
        }
    }

    /**
     * Writes, with the event of it, all or nothing. Where the work changes nothing, nothing is written.
     *
     * @param operation for the event
     */
    <T> T write(String source, String operation, Work<T> work) throws SQLException, ScimException {
        try (Connection connection = database.getConnection()) {
            begin(connection);
            try {
                long revision = lock(connection, source);
                var mirror = new Mirror(connection, source, revision, clock.instant(), json);
                T result = work.in(mirror);
                if (mirror.changes() > 0) {
                    JdbcOutbox.append(connection, events.pushed(source, operation, revision, mirror.changes()));
                    connection.commit();
                }
                return result;
            } finally {
                end(connection);
            }
        }
    }

    private void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = '" + limits.seconds() + "s'");
            statement.execute("set local lock_timeout = '" + limits.seconds() + "s'");
        }
    }

    private static void end(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private static long lock(Connection connection, String source) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update scim_source set revision = revision + 1 where name = ? returning revision")) {
            update.setString(1, source);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
