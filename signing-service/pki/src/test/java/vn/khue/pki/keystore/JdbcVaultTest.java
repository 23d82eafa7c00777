package vn.khue.pki.keystore;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.Postgres;

class JdbcVaultTest extends SoftwareVaultContract {
    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = new Postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        postgres.empty();
    }

    @Override
    protected VaultStore store() {
        return new JdbcVaultStore("signing", Connections.of(postgres.source()));
    }
}
