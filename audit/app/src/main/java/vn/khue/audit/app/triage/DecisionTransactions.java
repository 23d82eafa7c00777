package vn.khue.audit.app.triage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import vn.khue.audit.app.store.EventStoreException;

/** Runs a decision in one transaction; whatever is not decided leaves nothing behind. Thread-safe. */
public final class DecisionTransactions {

    /** An officer's page waits no longer for another's. */
    private static final String PATIENCE = "set local lock_timeout = '5s'";

    private final DataSource dataSource;

    public DecisionTransactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A decision under way. */
    public interface Deciding {
        DecisionOutcome decide(Connection connection) throws SQLException;
    }

    /** @throws EventStoreException if it cannot be kept, or its event cannot */
    public DecisionOutcome run(Deciding deciding) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement patience = connection.createStatement()) {
                patience.execute(PATIENCE);
                DecisionOutcome outcome = deciding.decide(connection);
                if (outcome instanceof DecisionOutcome.Decided) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return outcome;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed(e.getSQLState(), e);
        } catch (DataAccessException e) {
            throw failed(e.getClass().getSimpleName(), e);
        }
    }

    private static EventStoreException failed(String found, Exception cause) {
        return new EventStoreException(
                "Triage: expected to keep a decision with its event, found SQL state " + found
                        + "; check PostgreSQL and decide again",
                cause);
    }
}
