package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One of PostgreSQL's advisory locks, by which one node at a time does a work. Held until it is given back or the connection ends, whatever ends
 * it. Immutable.
 *
 * @param key by which all nodes know the work
 */
public record SessionLock(long key) {

    /** Whether this connection has it now; does not wait. */
    public boolean tryOn(Connection connection) throws SQLException {
        return ask(connection, "select pg_try_advisory_lock(?)");
    }

    public void unlock(Connection connection) throws SQLException {
        ask(connection, "select pg_advisory_unlock(?)");
    }

    private boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, key);
            try (ResultSet answer = select.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
