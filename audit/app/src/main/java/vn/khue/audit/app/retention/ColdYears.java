package vn.khue.audit.app.retention;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import vn.khue.audit.ledger.ColdBundles;
import vn.khue.audit.ledger.LedgerException;

/** Compresses the ledger's bundles of days that were dropped from the database, an hour's worth at a time. For one thread. */
final class ColdYears {

    private static final Logger LOG = LoggerFactory.getLogger(ColdYears.class);

    /** Some minutes of one core at 256 events each. */
    private static final int MOST = 20_000;

    private final JdbcClient jdbc;
    private final ColdBundles bundles;

    ColdYears(JdbcClient jdbc, ColdBundles bundles) {
        this.jdbc = jdbc;
        this.bundles = bundles;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void compress() {
        try {
            int done = bundles.compress(
                    jdbc.sql("select coalesce(min(first_index), 0) from audit_event_day")
                            .query(Long.class)
                            .single(),
                    MOST);
            if (done > 0) {
                LOG.info("bundles of the ledger compressed, of days that the database keeps no more: {}", done);
            }
        } catch (LedgerException e) {
            LOG.error("the ledger's cold bundles are not compressed: {}", e.getMessage(), e);
        }
    }
}
