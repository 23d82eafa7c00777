package vn.khue.web.event;

import java.sql.Connection;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.Backlog;
import vn.khue.audit.event.JdbcOutbox;

/**
 * Appends an audit event in the present Spring transaction: event and act are committed together or not at all
 * (architecture, decision 8). Safe for concurrent use.
 */
public final class TransactionalOutbox {

    private final DataSource database;
    private final Supplier<Backlog> backlog;
    private final Runnable afterCommit;

    /**
     * @param backlog what waits, as last looked at
     * @param afterCommit wakes the sender; must not throw
     */
    public TransactionalOutbox(DataSource database, Supplier<Backlog> backlog, Runnable afterCommit) {
        this.database = database;
        this.backlog = backlog;
        this.afterCommit = afterCommit;
    }

    /**
     * Appends the event.
     *
     * @throws IllegalStateException outside a transaction: an event that is not bound to its act proves nothing
     * @throws OutboxFullException where the bound is reached and the act would begin something new; let it roll the act back
     * @throws vn.khue.audit.event.AuditEventException if it cannot be written; let it roll the act back
     */
    public void append(AuditEvent event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("expected a transaction around the act and its event " + event.kind()
                    + ", found none; mark the method @Transactional");
        }
        Backlog waiting = backlog.get();
        if (waiting.refuses(event.kind())) {
            throw new OutboxFullException(event.kind(), waiting);
        }
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            JdbcOutbox.append(connection, event);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                afterCommit.run();
            }
        });
    }
}
