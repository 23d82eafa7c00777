package vn.khue.web.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import vn.khue.audit.event.JdbcOutbox;

final class OutboxTableTest {

    /** Flyway finds no migration by a class: the copy it finds must be the library's. */
    @Test
    void theMigrationIsTheLibrarysOwnTable() throws IOException {
        try (InputStream copy = getClass().getResourceAsStream("/db/khue-web/R__khue_audit_outbox.sql")) {
            assertThat(new String(copy.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(JdbcOutbox.ddl());
        }
    }
}
