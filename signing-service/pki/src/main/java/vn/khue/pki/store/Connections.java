package vn.khue.pki.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import vn.khue.pki.PkiException;

/**
 * Where a JDBC store gets its connection, and so whose transaction it works in: {@link #joined} works in the caller's,
 * {@link #of} in one of its own per call.
 */
public interface Connections {
    /** Work on a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** @throws PkiException fault STORE around any SQLException */
    <T> T with(Work<T> work);

    /** The caller's connection: never committed, rolled back or closed here. Not thread-safe, as connections are not. */
    static Connections joined(Connection connection) {
        return new Connections() {
            @Override
            public <T> T with(Work<T> work) {
                try {
                    return work.on(connection);
                } catch (SQLException e) {
                    throw failed(e);
                }
            }
        };
    }

    /** A connection and a transaction per call; thread-safe where the data source is. */
    static Connections of(DataSource source) {
        return new Connections() {
            @Override
            public <T> T with(Work<T> work) {
                try (Connection connection = source.getConnection()) {
                    connection.setAutoCommit(false);
                    try {
                        T result = work.on(connection);
                        connection.commit();
                        return result;
                    } catch (SQLException | RuntimeException e) {
                        connection.rollback();
                        throw e;
                    } finally {
                        connection.setAutoCommit(true);
                    }
                } catch (SQLException e) {
                    throw failed(e);
                }
            }
        };
    }

    private static PkiException failed(SQLException e) {
        return new PkiException(
                PkiException.Fault.STORE, "the certificate store did not answer (SQLSTATE " + e.getSQLState() + ")", e);
    }
}
