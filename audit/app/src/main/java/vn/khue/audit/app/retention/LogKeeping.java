package vn.khue.audit.app.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.khue.audit.app.store.EventStoreException;

/** Does the work of keeping the log every ten minutes, and remembers how it went. Thread-safe. */
final class LogKeeping {

    private static final Logger LOG = LoggerFactory.getLogger(LogKeeping.class);
    private static final String PERIOD = "PT10M";

    /** Three times in a row is no accident. */
    private static final Duration LATE = Duration.parse(PERIOD).multipliedBy(3);

    private final LogDays days;
    private final HostAlertTexts texts;
    private final StorageWatch storage;
    private final Runnable told;
    private final Clock clock;
    private final Instant begun;
    private volatile Optional<Instant> kept = Optional.empty();
    private volatile List<LocalDate> waiting = List.of();

    /** @param told after an event was committed, of which the ledger must hear */
    LogKeeping(LogDays days, HostAlertTexts texts, StorageWatch storage, Runnable told, Clock clock) {
        this.days = days;
        this.texts = texts;
        this.storage = storage;
        this.told = told;
        this.clock = clock;
        this.begun = clock.instant();
    }

    @Scheduled(fixedDelayString = PERIOD)
    void keep() {
        try {
            LogDays.Outturn outturn = days.keep();
            waiting = outturn.waiting();
            if (!outturn.dropped().isEmpty()) {
                LOG.info("days of the log dropped after their time: {}", outturn.dropped());
                told.run();
            }
            if (!waiting.isEmpty()) {
                LOG.warn("days of the log that wait for the ledger or detection before they are dropped: {}", waiting);
            }
            if (texts.keep() > 0) {
                told.run();
            }
            if (storage.look() > 0) {
                storage.low()
                        .forEach(volume -> LOG.error(
                                "ALARM: storage {} has {} percent free ({} bytes); make room before it is full",
                                volume.name(),
                                volume.freePercent(),
                                volume.freeBytes()));
                told.run();
            }
            kept = Optional.of(clock.instant());
        } catch (EventStoreException e) {
            LOG.error("the days of the log are not kept: {}", e.getMessage(), e);
        }
    }

    /** When it last went well. */
    Optional<Instant> kept() {
        return kept;
    }

    /** Whether it has not gone well for too long. */
    boolean late() {
        return Duration.between(kept.orElse(begun), clock.instant()).compareTo(LATE) > 0;
    }

    /** Days whose time is over and that somebody has yet to see. */
    List<LocalDate> waiting() {
        return waiting;
    }
}
