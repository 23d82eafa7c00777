package vn.khue.audit.event;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** On H2, which Keycloak's tests use. */
class H2OutboxTest extends OutboxContract {

    private static final JdbcDataSource DATA_SOURCE = new JdbcDataSource();

    static {
        DATA_SOURCE.setURL("jdbc:h2:mem:outbox;DB_CLOSE_DELAY=-1");
    }

    @Override
    DataSource dataSource() {
        return DATA_SOURCE;
    }
}
