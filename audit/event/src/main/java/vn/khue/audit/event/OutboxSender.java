package vn.khue.audit.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the outbox to the audit service on one thread of its own. A row is removed only after the intake acknowledged
 * it, in the transaction that took it: a crash at any moment leads to a second delivery, never to none, and the intake
 * knows an event by its id. Failures are retried for ever with exponential backoff and jitter; memory is bounded by one
 * batch. What has waited long goes out at a bounded pace. A row the intake will never take goes to {@code audit_outbox_rejected} and to the error log. Several senders may
 * work on one PostgreSQL table.
 */
public final class OutboxSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);

    private final ConnectionSource connections;
    private final EventTransport transport;
    private final OutboxPolicy policy;
    private final OutboxListener listener;
    private final Clock clock;
    private final Backoff backoff;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;
    private int batchLimit;

    public OutboxSender(
            ConnectionSource connections,
            EventTransport transport,
            OutboxPolicy policy,
            OutboxListener listener,
            Clock clock,
            RandomGenerator random) {
        this.connections = connections;
        this.transport = transport;
        this.policy = policy;
        this.listener = listener;
        this.clock = clock;
        this.backoff = new Backoff(policy.minBackoff(), policy.maxBackoff(), random);
        this.batchLimit = policy.maxEvents();
        this.thread = new Thread(this::run, "audit-outbox-sender");
        this.thread.setDaemon(true);
    }

    /** Starts delivering. Call once. */
    public OutboxSender start() {
        thread.start();
        return this;
    }

    /**
     * Says that rows may be waiting, so that an event need not wait for the next look. Cheap; call it after a commit. It shortens no pause
     * after a failure: a busy part would else knock at every act.
     */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** Stops after the batch under way, waiting at most 15 s for it, and closes the transport; what is left stays in the table. */
    @Override
    public void close() {
        closed = true;
        wake();
        stop.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(15));
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        transport.close();
    }

    private void run() {
        try {
            while (!closed) {
                Pause pause = step();
                if (pause instanceof Pause.UntilWoken idle
                        && wakeUps.tryAcquire(idle.atMost().toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                } else if (pause instanceof Pause.Kept kept
                        && stop.tryAcquire(kept.length().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What comes before the next batch. */
    private sealed interface Pause {
        /** Nothing waits. */
        record UntilWoken(Duration atMost) implements Pause {}

        /** Whatever happens meanwhile; may be zero. */
        record Kept(Duration length) implements Pause {}
    }

    private Pause step() throws InterruptedException {
        try {
            return deliverOnce();
        } catch (SQLException | RuntimeException e) {
            return new Pause.Kept(failed("the outbox table cannot be read or cleared: " + e.getMessage()));
        }
    }

    /** One batch, from taking it to removing it. */
    private Pause deliverOnce() throws SQLException, InterruptedException {
        try (Connection connection = connections.open()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                List<OutboxRow> batch = OutboxTable.take(connection, batchLimit, policy.maxBytes());
                Pause pause = batch.isEmpty()
                        ? new Pause.UntilWoken(policy.idle())
                        : new Pause.Kept(deliver(connection, batch));
                connection.commit();
                return pause;
            } catch (SQLException | RuntimeException | InterruptedException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private Duration deliver(Connection connection, List<OutboxRow> batch) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        Delivery delivery = transport.send(batch);
        if (delivery instanceof Delivery.Acknowledged acknowledged && accountsFor(batch, acknowledged)) {
            moveRejected(connection, batch, acknowledged.rejected());
            OutboxTable.delete(connection, batch);
            backoff.reset();
            batchLimit = Math.min(policy.maxEvents(), batchLimit * 2);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            listener.delivered(acknowledged.accepted(), acknowledged.duplicate(), took);
            Duration left = policy.paceOf(batch.size()).minus(took);
            return left.isNegative() ? Duration.ZERO : left;
        } else if (delivery instanceof Delivery.Refused refused) {
            return refused(connection, batch, refused.reason());
        } else if (delivery instanceof Delivery.Unavailable unavailable) {
            Duration pause = failed(unavailable.reason());
            return unavailable
                    .retryAfter()
                    .filter(asked -> asked.compareTo(pause) > 0)
                    .orElse(pause);
        }
        return failed("the answer does not account for the " + batch.size() + " events of the batch: " + delivery);
    }

    private static boolean accountsFor(List<OutboxRow> batch, Delivery.Acknowledged acknowledged) {
        return acknowledged.events() == batch.size()
                && acknowledged.rejected().stream()
                        .allMatch(rejection -> batch.stream()
                                .anyMatch(row -> row.eventId().toString().equals(rejection.id())));
    }

    private void moveRejected(Connection connection, List<OutboxRow> batch, List<Rejection> rejections)
            throws SQLException {
        Map<String, OutboxRow> byId = new HashMap<>();
        batch.forEach(row -> byId.put(row.eventId().toString(), row));
        for (Rejection rejection : rejections) {
            reject(connection, byId.get(rejection.id()), rejection.reason());
        }
    }

    /** A whole batch is refused: halve it until the row at fault stands alone, then set that row aside. */
    private Duration refused(Connection connection, List<OutboxRow> batch, String reason) throws SQLException {
        if (batch.size() == 1) {
            reject(connection, batch.get(0), reason);
            OutboxTable.delete(connection, batch);
            batchLimit = policy.maxEvents();
        } else {
            batchLimit = Math.max(1, batch.size() / 2);
        }
        return Duration.ZERO;
    }

    private void reject(Connection connection, OutboxRow row, String reason) throws SQLException {
        OutboxTable.copyToRejected(connection, row, reason, clock.instant());
        LOG.error(
                "audit event {} was rejected by the intake and set aside in audit_outbox_rejected: {}",
                row.eventId(),
                reason);
        listener.rejected(row.eventId().toString(), reason);
    }

    private Duration failed(String reason) {
        Duration pause = backoff.next();
        LOG.warn("audit events wait in the outbox, next attempt in {}: {}", pause, PlainText.clean(reason, 400));
        listener.failed(reason, pause);
        return pause;
    }
}
