package vn.khue.audit.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks how many events wait, and raises the alarm before the bound is reached: one line of the error log for each level, so that it is
 * seen and fills no disk. What follows from the bound its owner decides by {@link #current()}; an event itself is never refused here,
 * for there is no other place it could go (decision 8). One thread, two index look-ups a look. Thread-safe.
 */
public final class BacklogWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogWatch.class);

    private final ConnectionSource connections;
    private final String source;
    private final Duration period;
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread;
    private volatile Backlog backlog;

    /**
     * @param source the part, as in its events
     * @param period from one look to the next, above zero
     */
    public BacklogWatch(ConnectionSource connections, String source, OutboxBound bound, Duration period) {
        if (period.isNegative() || period.isZero()) {
            throw new AuditEventException("Watch of the outbox: expected a period above zero, found " + period);
        }
        this.connections = connections;
        this.source = source;
        this.period = period;
        this.backlog = Backlog.none(bound);
        this.thread = new Thread(this::run, "audit-outbox-watch");
        this.thread.setDaemon(true);
    }

    /** Looks once, and from then on at every period. Call once. */
    public BacklogWatch start() {
        thread.start();
        return this;
    }

    /** What the last look found. */
    public Backlog current() {
        return backlog;
    }

    /** Looks now. Where the table cannot be read the last finding stays. */
    public Backlog look() {
        try (Connection connection = connections.open()) {
            synchronized (this) {
                Backlog before = backlog;
                backlog = OutboxTable.backlog(connection, before);
                tell(before, backlog);
                return backlog;
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("how many audit events of {} wait could not be read: {}", source, e.getMessage());
            return backlog;
        }
    }

    private void tell(Backlog before, Backlog now) {
        if (now.level() == before.level()) {
            return;
        }
        if (now.level() == Backlog.Level.LOW) {
            LOG.info("the outbox of {} is far from its bound again: {} audit events wait", source, now.waiting());
        } else if (now.level() == Backlog.Level.FULL) {
            LOG.error(
                    "ALARM: the outbox of {} has reached its bound: {} audit events wait since {}, allowed are {}. New"
                            + " work is refused until they are delivered. Bring the audit service back.",
                    source,
                    now.waiting(),
                    now.oldest().orElse(null),
                    now.bound().rows());
        } else if (before.level() == Backlog.Level.LOW) {
            LOG.error(
                    "ALARM: the outbox of {} is {} percent full: {} audit events wait since {}, at {} new work will be"
                            + " refused. Bring the audit service back.",
                    source,
                    now.percent(),
                    now.waiting(),
                    now.oldest().orElse(null),
                    now.bound().rows());
        } else {
            LOG.info("the outbox of {} is below its bound again: {} audit events wait", source, now.waiting());
        }
    }

    /** Stops after the look under way, waiting at most 5 s for it. */
    @Override
    public void close() {
        stop.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                look();
            } while (!stop.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
