package vn.khue.audit.app.wazuh;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.wazuh.ApiLine;
import vn.khue.web.event.TransactionalOutbox;

/** Keeps the set-up, with the event of its change in one transaction. */
final class SetUps {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionalOutbox outbox;

    SetUps(JdbcClient jdbc, TransactionTemplate transactions, TransactionalOutbox outbox) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    Optional<SetUp> read() {
        return jdbc.sql("select address, ca, indexer, line, least_level, mirror from wazuh_set_up")
                .query((row, n) -> new SetUp(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        ApiLine.valueOf(row.getString(4)),
                        row.getInt(5),
                        row.getBoolean(6)))
                .optional();
    }

    void save(SetUp setUp, AuditEvent event) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("insert into wazuh_set_up (address, ca, indexer, line, least_level, mirror)"
                            + " values (?, ?, ?, ?, ?, ?) on conflict (one) do update set address = excluded.address,"
                            + " ca = excluded.ca, indexer = excluded.indexer, line = excluded.line,"
                            + " least_level = excluded.least_level, mirror = excluded.mirror")
                    .params(
                            setUp.address(),
                            setUp.ca(),
                            setUp.indexer(),
                            setUp.line().name(),
                            setUp.leastLevel(),
                            setUp.mirror())
                    .update();
            outbox.append(event);
        });
    }
}
