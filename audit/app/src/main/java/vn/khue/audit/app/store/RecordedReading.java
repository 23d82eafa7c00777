package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;

/**
 * Reads for a person in a transaction in which the reading is recorded too (LOG_READ): what cannot be recorded is not read. Thread-safe.
 */
public final class RecordedReading {

    private final DataSource dataSource;
    private final EventStore store;
    private final Clock clock;

    public RecordedReading(DataSource dataSource, EventStore store, Clock clock) {
        this.dataSource = dataSource;
        this.store = store;
        this.clock = clock;
    }

    /** What is read. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    /**
     * Runs it in one transaction.
     *
     * @throws EventStoreException if it cannot be read, or the reading cannot be recorded
     */
    public <T> T in(Reading<T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T found = reading.read(connection);
                connection.commit();
                return found;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed(e.getSQLState(), e);
        } catch (RuntimeException e) {
            // What reads through Spring's JdbcClient throws the database's answer wrapped.
            if (e.getCause() instanceof SQLException cause) {
                throw failed(cause.getSQLState(), e);
            }
            throw e;
        }
    }

    /** Records the reading in the transaction under way. */
    public void record(Connection connection, Reader reader, UnaryOperator<AuditEvent.Builder> trace)
            throws SQLException {
        AuditEvent.Builder begun = AuditEvent.of(
                        EventKind.LOG_READ, Outcome.SUCCESS, reader.actor(), EventStore.SOURCE, clock)
                .with(DetailKey.ROLE, reader.role().orElse(""));
        reader.unit().ifPresent(begun::unit);
        AuditEvent event = trace.apply(begun).build();
        store.storeIn(connection, List.of(IncomingEvent.own(event)), List.of(), EventStore.SOURCE);
    }

    private static EventStoreException failed(String found, Exception cause) {
        return new EventStoreException(
                "Audit log: expected to read it and record the reading, found SQL state " + found
                        + "; check PostgreSQL",
                cause);
    }
}
