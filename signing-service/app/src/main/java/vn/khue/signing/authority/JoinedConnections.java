package vn.khue.signing.authority;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.pki.PkiException;
import vn.khue.pki.store.Connections;

/** Lets the PKI's stores work in the transaction that is open, or in one of their own where none is. Thread-safe. */
public final class JoinedConnections implements Connections {
    private final DataSource source;
    private final TransactionTemplate transaction;

    public JoinedConnections(DataSource source, PlatformTransactionManager transactions) {
        this.source = source;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public <T> T with(Work<T> work) {
        return transaction.execute(status -> {
            Connection connection = DataSourceUtils.getConnection(source);
            try {
                return work.on(connection);
            } catch (SQLException e) {
                throw new PkiException(
                        PkiException.Fault.STORE,
                        "the certificate store did not answer (SQLSTATE " + e.getSQLState() + ")",
                        e);
            } finally {
                DataSourceUtils.releaseConnection(connection, source);
            }
        });
    }
}
