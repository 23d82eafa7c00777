package vn.khue.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import vn.khue.audit.app.seal.KeyEncryptionKey;
import vn.khue.audit.app.seal.SubjectKeys;
import vn.khue.audit.app.store.EventStore;

/** The audit service's tables on a real PostgreSQL of its own. */
final class AuditLog implements AutoCloseable {

    private static final List<String> MIGRATIONS = List.of(
            "V10__audit_event.sql",
            "V11__part_heard.sql",
            "V12__detection.sql",
            "V13__triage.sql",
            "V14__days.sql",
            "V15__case.sql",
            "V18__erasure.sql",
            "V23__shards.sql",
            "V24__vacuum_of_days.sql");

    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;
    private final SubjectKeys keys =
            new SubjectKeys(KeyEncryptionKey.of("a secret of a benchmark only, 32 characters"), Clock.systemUTC());

    /** @param durable whether a commit is on the disk before it is answered, as in production */
    AuditLog(boolean durable) throws IOException {
        String commit = durable ? "on" : "off";
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", commit)
                .setServerConfig("synchronous_commit", commit)
                .setServerConfig("full_page_writes", commit)
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                postgres.getJdbcUrl("postgres", "postgres") + "&options=-c%20plan_cache_mode=force_custom_plan");
        config.setUsername("postgres");
        config.setMaximumPoolSize(12);
        pool = new HikariDataSource(config);
        for (String migration : MIGRATIONS) {
            try (InputStream ddl = EventStore.class.getResourceAsStream("/db/migration/" + migration)) {
                execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    DataSource dataSource() {
        return pool;
    }

    /** Keys of persons, as the service has them. */
    SubjectKeys keys() {
        return keys;
    }

    void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchException("expected the tables of the audit service, found " + e, e);
        }
    }

    double number(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getDouble(1);
        } catch (SQLException e) {
            throw new BenchException("expected a number from the log, found " + e, e);
        }
    }

    @Override
    public void close() {
        pool.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new BenchException("expected the benchmark's PostgreSQL to stop, found " + e, e);
        }
    }
}
