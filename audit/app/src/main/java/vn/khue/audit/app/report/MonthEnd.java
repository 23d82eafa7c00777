package vn.khue.audit.app.report;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.khue.audit.app.store.EventStoreException;
import vn.khue.web.time.VietnamTime;

/**
 * Makes the report of a month, and of a year, once it is over: looked at every hour, so a service that stood still at midnight makes it
 * later. Of several nodes one keeps it. Thread-safe.
 */
final class MonthEnd {

    private static final Logger LOG = LoggerFactory.getLogger(MonthEnd.class);

    private final Reports reports;
    private final Runnable told;
    private final Clock clock;
    private final VietnamTime time = new VietnamTime();

    /** @param told after an event was committed, of which the ledger must hear */
    MonthEnd(Reports reports, Runnable told, Clock clock) {
        this.reports = reports;
        this.told = told;
        this.clock = clock;
    }

    /** The first look is a while after the start: what seals may start later. */
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void look() {
        LocalDate today = time.dayOf(clock.instant());
        for (ReportSpan span : List.of(
                ReportSpan.over(ReportSpan.Period.MONTH, today), ReportSpan.over(ReportSpan.Period.YEAR, today))) {
            try {
                if (reports.wanted(span) && reports.make(span, Optional.empty()).isPresent()) {
                    LOG.info("report of {} made", span.named());
                    told.run();
                }
            } catch (EventStoreException e) {
                LOG.error("the report of {} could not be made; it is tried again in an hour", span.named(), e);
            }
        }
    }
}
