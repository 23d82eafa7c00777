package vn.khue.pki.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A real PostgreSQL with our tables, one for each test class. */
public final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres server;

    public Postgres() throws IOException, SQLException {
        server = EmbeddedPostgres.start();
        try (InputStream ddl = Postgres.class.getResourceAsStream("/db/pki/V1__pki.sql");
                Connection c = source().getConnection();
                Statement s = c.createStatement()) {
            s.execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    public DataSource source() {
        return server.getPostgresDatabase();
    }

    public void empty() throws SQLException {
        try (Connection c = source().getConnection();
                Statement s = c.createStatement()) {
            s.execute("truncate pki_certificate, pki_crl, pki_crl_number, pki_vault, pki_vault_key");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
