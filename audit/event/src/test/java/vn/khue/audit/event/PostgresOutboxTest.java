package vn.khue.audit.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On PostgreSQL, where several senders work beside each other. */
class PostgresOutboxTest extends OutboxContract {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    @Test
    void severalSendersShareTheWorkWithoutDoublingIt() throws Exception {
        List<AuditEvent> events = append(600);
        try (OutboxSender one = sender(intake);
                OutboxSender two = sender(intake);
                OutboxSender three = sender(intake)) {
            one.wake();
            two.wake();
            three.wake();
            await(() -> count("audit_outbox") == 0);
        }
        assertThat(intake.size()).isEqualTo(events.size());
        assertThat(intake.duplicates).isZero();
    }
}
