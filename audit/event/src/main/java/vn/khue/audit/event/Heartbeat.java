package vn.khue.audit.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a part of Khuê starts and that it stops in good order (SERVICE_STARTED, SERVICE_STOPPED; one that was killed says nothing), and at
 * every period in between that it lives: a HEARTBEAT in its outbox, so that it takes the road of all other events and
 * proves that road as well. Without it nobody could tell a quiet night from a part whose events no longer arrive. One thread; a
 * beat that cannot be written is logged and left out, as its absence is what it is for.
 */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ConnectionSource connections;
    private final String source;
    private final Duration period;
    private final Runnable afterCommit;
    private final Clock clock;
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread;
    private long sequence;

    /**
     * @param source the part, as in its other events
     * @param period from one beat to the next, 1 s to 1 h, whole seconds
     * @param afterCommit wakes the sender; must not throw
     */
    public Heartbeat(ConnectionSource connections, String source, Duration period, Runnable afterCommit, Clock clock) {
        if (period.compareTo(Duration.ofSeconds(1)) < 0 || period.compareTo(Duration.ofHours(1)) > 0) {
            throw new AuditEventException("Heartbeat: expected a period from 1 s to 1 h, found " + period);
        }
        this.connections = connections;
        this.source = source;
        this.period = Duration.ofSeconds(period.toSeconds());
        this.afterCommit = afterCommit;
        this.clock = clock;
        this.thread = new Thread(this::run, "audit-heartbeat");
        this.thread.setDaemon(true);
    }

    /** Says that the part starts, beats once, and from then on at every period. Call once. */
    public Heartbeat start() {
        thread.start();
        return this;
    }

    /** Stops after the beat under way and says that the part stops, waiting at most 5 s for it. */
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
        write(service(EventKind.SERVICE_STARTED));
        try {
            do {
                write(event(EventKind.HEARTBEAT)
                        .with(DetailKey.PERIOD_SECONDS, period.toSeconds())
                        .with(DetailKey.SEQUENCE, sequence++));
            } while (!stop.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS));
            write(service(EventKind.SERVICE_STOPPED));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AuditEvent.Builder service(EventKind kind) {
        return event(kind).target(TargetKind.SERVICE, "khue-" + source).with(DetailKey.VERSION, ModuleVersion.text());
    }

    private AuditEvent.Builder event(EventKind kind) {
        return AuditEvent.of(kind, Outcome.SUCCESS, Actor.service("khue-" + source), source, clock);
    }

    private void write(AuditEvent.Builder begun) {
        AuditEvent event = begun.build();
        try (Connection connection = connections.open()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                JdbcOutbox.append(connection, event);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
            afterCommit.run();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("a sign of life of {} could not be written: {}", source, e.getMessage());
        }
    }
}
