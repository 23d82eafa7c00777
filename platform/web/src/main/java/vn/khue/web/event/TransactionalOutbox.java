package vn.khue.web.event;

import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.JdbcOutbox;

/**
 * Appends an audit event in the present Spring transaction: event and act are committed together or not at all
 * (architecture, decision 8). Safe for concurrent use.
 */
public final class TransactionalOutbox {

    private final DataSource database;
    private final Runnable afterCommit;

    /** @param afterCommit wakes the sender; must not throw */
    public TransactionalOutbox(DataSource database, Runnable afterCommit) {
        this.database = database;
        this.afterCommit = afterCommit;
    }

    /**
     * Appends the event.
     *
     * @throws IllegalStateException outside a transaction: an event that is not bound to its act proves nothing
     * @throws vn.khue.audit.event.AuditEventException if it cannot be written; let it roll the act back
     */
    public void append(AuditEvent event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("expected a transaction around the act and its event " + event.kind()
                    + ", found none; mark the method @Transactional");
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
