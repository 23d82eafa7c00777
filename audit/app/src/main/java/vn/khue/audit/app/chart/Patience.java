package vn.khue.audit.app.chart;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Optional;

/** Nobody waits longer than five seconds for a picture: what takes longer is not counted, and the page says so. */
public final class Patience {

    private static final int SECONDS = 5;
    private static final String UNLIMITED = "set local statement_timeout = 0";
    /** SQLSTATE query_canceled. */
    private static final String CANCELLED = "57014";

    private Patience() {}

    /** What is counted. */
    @FunctionalInterface
    public interface Counting<T> {
        T count() throws SQLException;
    }

    /** The result, or nothing where one statement took too long; the transaction goes on. */
    public static <T> Optional<T> within(Connection connection, Counting<T> counting) throws SQLException {
        return within(connection, SECONDS, counting);
    }

    /** The same for what is done seldom and may take longer. */
    public static <T> Optional<T> within(Connection connection, int seconds, Counting<T> counting) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement limit = connection.createStatement()) {
            limit.execute("set local statement_timeout = '" + seconds + "s'");
            Optional<T> found = Optional.of(counting.count());
            limit.execute(UNLIMITED);
            return found;
        } catch (SQLException e) {
            if (!CANCELLED.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return Optional.empty();
        }
    }
}
