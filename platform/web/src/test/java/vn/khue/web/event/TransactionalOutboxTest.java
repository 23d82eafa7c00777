package vn.khue.web.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.Backlog;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.OutboxBound;
import vn.khue.audit.event.Outcome;
import vn.khue.web.problem.ProblemMap;

/** At the bound nothing new is begun, and what ends or takes away is written as ever. */
class TransactionalOutboxTest {
    private static final OutboxBound BOUND = new OutboxBound(100, 80);

    /** Where an event arrives that is not refused. */
    private final DataSource database = new AbstractDataSource() {
        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLException("reached");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    };

    @BeforeEach
    void aTransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
    }

    @AfterEach
    void none() {
        TransactionSynchronizationManager.setActualTransactionActive(false);
    }

    @Test
    void whereTheBoundIsReachedNoNewDocumentIsTakenAndThePageSaysWhy() {
        var full = outbox(Backlog.Level.FULL);
        assertThatThrownBy(() -> full.append(event(EventKind.DOCUMENT_SUBMITTED)))
                .isInstanceOfSatisfying(
                        OutboxFullException.class,
                        e -> assertThat(new ProblemMap(new StaticMessageSource(), List.of())
                                        .kind(e)
                                        .status())
                                .isEqualTo(503));
        assertThatThrownBy(() -> full.append(event(EventKind.CERTIFICATE_REVOKED)))
                .isInstanceOf(CannotGetJdbcConnectionException.class);
        assertThatThrownBy(() -> full.append(event(EventKind.LOGOUT)))
                .isInstanceOf(CannotGetJdbcConnectionException.class);
    }

    @Test
    void theAlarmAloneRefusesNothing() {
        assertThatThrownBy(() -> outbox(Backlog.Level.NEAR).append(event(EventKind.DOCUMENT_SUBMITTED)))
                .isInstanceOf(CannotGetJdbcConnectionException.class);
    }

    private TransactionalOutbox outbox(Backlog.Level level) {
        return new TransactionalOutbox(database, () -> new Backlog(100, Optional.empty(), level, BOUND), () -> {});
    }

    private static AuditEvent event(EventKind kind) {
        return AuditEvent.of(kind, Outcome.SUCCESS, Actor.service("khue-signing"), "signing", Clock.systemUTC())
                .build();
    }
}
