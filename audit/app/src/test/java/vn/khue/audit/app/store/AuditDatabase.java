package vn.khue.audit.app.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import vn.khue.audit.app.seal.KeyEncryptionKey;
import vn.khue.audit.app.seal.SubjectKeys;

/** A database of one's own with this service's migrations, on a real PostgreSQL that runs once for all tests; it stops with the JVM. */
public final class AuditDatabase implements AutoCloseable {

    private static final class Only {
        private static final EmbeddedPostgres POSTGRES = running();
        private static final AtomicInteger NUMBER = new AtomicInteger();

        private static EmbeddedPostgres running() {
            EmbeddedPostgres postgres = server(UnaryOperator.identity());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
            return postgres;
        }
    }

    private final EmbeddedPostgres server;
    private final String name;
    private final boolean apart;
    private final HikariDataSource pool;

    private AuditDatabase(EmbeddedPostgres server, String name, boolean apart) {
        this.server = server;
        this.name = name;
        this.apart = apart;
        var settings = new HikariConfig();
        settings.setDataSource(server.getDatabase("postgres", name));
        settings.setMaximumPoolSize(20);
        settings.setMinimumIdle(0);
        settings.setIdleTimeout(10_000);
        pool = new HikariDataSource(settings);
    }

    /** Makes it; it is empty. */
    public static AuditDatabase start() {
        AuditDatabase database = bare();
        database.migrate("latest");
        return database;
    }

    /** On a server of its own, which may be killed: what it commits is on the disk, as in production. */
    public static AuditDatabase startApart() {
        EmbeddedPostgres server =
                server(builder -> builder.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on"));
        AuditDatabase database = new AuditDatabase(server, "postgres", true);
        database.migrate("latest");
        return database;
    }

    /** Makes it without any table. */
    static AuditDatabase bare() {
        String name = "audit" + Only.NUMBER.incrementAndGet();
        onServer("create database " + name);
        return new AuditDatabase(Only.POSTGRES, name, false);
    }

    private static EmbeddedPostgres server(UnaryOperator<EmbeddedPostgres.Builder> with) {
        try {
            return with.apply(EmbeddedPostgres.builder()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings it to this version. */
    void migrate(String version) {
        Flyway.configure()
                .dataSource(dataSource())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    /** Keys of persons, as the service has them. */
    public SubjectKeys keys() {
        return new SubjectKeys(KeyEncryptionKey.of("a secret of a test only, 32 characters"), Clock.systemUTC());
    }

    /** As the service has it, a pool. */
    public DataSource dataSource() {
        return pool;
    }

    public String url() {
        return server.getJdbcUrl("postgres", name);
    }

    /** Forgets all events. */
    public void empty() {
        execute(
                "truncate audit_event, audit_event_day, audit_event_id, storage_warning, ledger_checkpoint, audit_intake_rejected, detection_alert,"
                        + " alert_triage, alert_decision, alert_suppression, subject_key, subject_erasure cascade");
        execute("update subject_key_generation set sealed_from = 0");
        execute("update detection_position set next_index = 0");
        execute("update ledger_head set size = 0, stored_at = 'epoch'");
    }

    public void execute(String sql) {
        execute(dataSource(), sql);
    }

    private static void onServer(String sql) {
        execute(Only.POSTGRES.getPostgresDatabase(), sql);
    }

    private static void execute(DataSource where, String sql) {
        try (Connection connection = where.getConnection();
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
        pool.close();
        if (apart) {
            stop(server);
        } else {
            onServer("drop database " + name + " with (force)");
        }
    }
}
