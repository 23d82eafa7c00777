package vn.khue.pki.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** A real PostgreSQL with our tables, one for each test class. */
public final class Postgres implements AutoCloseable {
    private static final List<String> MIGRATIONS = List.of(
            "V1__pki.sql",
            "V3__status.sql",
            "V5__issuance_log.sql",
            "V7__lost_authority.sql",
            "V8__issuance_waiting.sql",
            "V9__authorities.sql");

    private static final List<String> TABLES = List.of(
            "pki_certificate",
            "pki_issuance",
            "pki_issuance_waiting",
            "pki_crl",
            "pki_crl_number",
            "pki_crl_partition",
            "pki_status_change",
            "pki_ocsp_answer",
            "pki_vault",
            "pki_vault_key");

    private final EmbeddedPostgres server;
    private final HikariDataSource pool;

    public Postgres() throws IOException, SQLException {
        this(MIGRATIONS);
    }

    private Postgres(List<String> migrations) throws IOException, SQLException {
        server = EmbeddedPostgres.start();
        var settings = new HikariConfig();
        settings.setDataSource(server.getPostgresDatabase());
        settings.setMaximumPoolSize(20);
        settings.setMinimumIdle(1);
        pool = new HikariDataSource(settings);
        for (String file : migrations) {
            migrate(file);
        }
    }

    /** With the tables of an installation that does not know this migration and those after it. */
    public static Postgres before(String migration) throws IOException, SQLException {
        return new Postgres(MIGRATIONS.subList(0, MIGRATIONS.indexOf(migration)));
    }

    public void migrate(String file) throws IOException, SQLException {
        try (Connection c = source().getConnection();
                Statement s = c.createStatement();
                InputStream ddl = Postgres.class.getResourceAsStream("/db/pki/" + file)) {
            s.execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** As an administrator who switches the database's rules off. */
    public void behindItsBack(String statement) throws SQLException {
        try (Connection c = source().getConnection();
                Statement s = c.createStatement()) {
            s.execute("set session_replication_role = replica");
            s.execute(statement);
            s.execute("set session_replication_role = origin");
        }
    }

    /** As a service has them, in a pool: a connection of its own for each statement takes longer than the statement. */
    public DataSource source() {
        return pool;
    }

    /** For a process of its own. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    public void empty() throws SQLException {
        behindItsBack("truncate " + String.join(", ", TABLES));
        behindItsBack("alter sequence pki_issuing_place restart");
    }

    /** Keeps what stands in the tables for {@link #restore()}: a hierarchy is founded in seconds and copied in no time. */
    public void keep() throws SQLException {
        behindItsBack("create schema kept");
        for (String table : TABLES) {
            behindItsBack("create table kept." + table + " as table " + table);
        }
        behindItsBack("create table kept.place as select last_value, is_called from pki_issuing_place");
    }

    /** Has the tables as they were when they were kept. */
    public void restore() throws SQLException {
        behindItsBack("truncate " + String.join(", ", TABLES));
        for (String table : TABLES) {
            behindItsBack("insert into " + table + " overriding system value select * from kept." + table);
        }
        behindItsBack("select setval('pki_issuing_place', last_value, is_called) from kept.place");
    }

    @Override
    public void close() throws IOException {
        pool.close();
        server.close();
    }
}
