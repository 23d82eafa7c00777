package vn.khue.audit.app.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with this service's migrations. */
public final class AuditDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    private AuditDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public static AuditDatabase start() {
        try {
            AuditDatabase database =
                    new AuditDatabase(EmbeddedPostgres.builder().start());
            Flyway.configure()
                    .dataSource(database.dataSource())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    public String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** Forgets all events. */
    public void empty() {
        execute("truncate audit_event, audit_event_id, ledger_checkpoint, audit_intake_rejected");
        execute("update ledger_head set size = 0");
    }

    public void execute(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public List<String> strings(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> strings = new ArrayList<>();
            while (found.next()) {
                strings.add(found.getString(1));
            }
            return strings;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public long number(String sql) {
        return Long.parseLong(strings(sql).get(0));
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
