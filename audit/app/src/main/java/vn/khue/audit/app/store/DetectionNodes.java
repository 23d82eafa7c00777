package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How many nodes are there to share the shards of detection. Each is there as long as its connection holds a lock that all may hold, so
 * that nobody who died is counted. For one connection, which it keeps.
 */
public final class DetectionNodes {

    /** Names the nodes among PostgreSQL's advisory locks: "khue", and behind the shards. */
    private static final long HERE = 0x6B687565_0002_FFFFL;

    private final Connection connection;

    public DetectionNodes(Connection connection) {
        this.connection = connection;
    }

    /** Says that this node is there, until its connection ends. Call once. */
    public void join() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_lock_shared(?)")) {
            lock.setLong(1, HERE);
            lock.execute();
        }
    }

    public void leave() throws SQLException {
        try (PreparedStatement unlock = connection.prepareStatement("select pg_advisory_unlock_shared(?)")) {
            unlock.setLong(1, HERE);
            unlock.execute();
        }
    }

    /** With this one, if it has joined. */
    public int count() throws SQLException {
        // PostgreSQL shows a lock of 64 bits in two halves, and 1 behind them.
        try (PreparedStatement select = connection.prepareStatement(
                "select count(*) from pg_locks where locktype = 'advisory' and granted and objsubid = 1"
                        + " and classid::bigint = ? and objid::bigint = ?"
                        + " and database = (select oid from pg_database where datname = current_database())")) {
            select.setLong(1, HERE >>> 32);
            select.setLong(2, HERE & 0xFFFF_FFFFL);
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }
}
