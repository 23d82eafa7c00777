package vn.khue.roster.apply;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import vn.khue.roster.RosterException;

/**
 * Keeps a run for one caller in all processes, by a lock of the database that a killed process loses with its connection. For one
 * thread.
 */
final class RunLock implements AutoCloseable {

    /** The first half of the name of our locks in the database. */
    private static final int LOCKS = 0x6B68;

    private final Connection connection;
    private final int number;

    private RunLock(Connection connection, int number) {
        this.connection = connection;
        this.number = number;
    }

    /**
     * Takes the lock of that run.
     *
     * @throws RosterException with reason WRONG_STATE if another caller has it
     */
    static RunLock take(DataSource database, long run) throws SQLException {
        Connection connection = database.getConnection();
        try {
            if (free(connection, (int) run)) {
                return new RunLock(connection, (int) run);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        throw new RosterException(
                RosterException.Reason.WRONG_STATE,
                "expected run " + run + " to be free, found that it is being applied; wait until that ends");
    }

    private static boolean free(Connection connection, int number) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet got = statement.executeQuery("select pg_try_advisory_lock(" + LOCKS + ", " + number + ")")) {
            got.next();
            return got.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + LOCKS + ", " + number + ")");
        }
    }
}
