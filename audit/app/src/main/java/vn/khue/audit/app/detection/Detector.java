package vn.khue.audit.app.detection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.audit.app.store.AlertStore;
import vn.khue.audit.app.store.DetectionFeed;
import vn.khue.audit.detection.engine.Alert;
import vn.khue.audit.detection.engine.DetectionEngine;
import vn.khue.audit.detection.engine.Shard;
import vn.khue.audit.detection.field.Observed;
import vn.khue.audit.event.EventKind;

/**
 * Puts every stored event to the rules, in the order of storing, none left out. How far it has come is committed with the alerts that
 * this gave. The engine itself is kept nowhere: at each start it is fed again from its horizon, and what it finds anew has the id under
 * which it stands already. One detector of a shard at a time works, held by a PostgreSQL advisory lock: whoever holds it dies with its
 * connection, and another goes on from the position that was committed last.
 */
public final class Detector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Detector.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration WAITING = Duration.ofMillis(250);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Shard shard;
    private final Turns turns;
    private final Supplier<DetectionEngine> engines;
    private final AlertStore alerts;
    private final Runnable told;
    private final Clock clock;
    private final Semaphore wakeUps = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong raised = new AtomicLong();
    private final Thread thread;
    private volatile DetectorState state = new DetectorState.Idle();

    /**
     * The only shard.
     *
     * @param engines makes a new engine, without memory
     * @param told after alerts were committed, of which the ledger must hear
     */
    public Detector(
            DataSource dataSource, Supplier<DetectionEngine> engines, AlertStore alerts, Runnable told, Clock clock) {
        this(dataSource, Shard.whole(), Turns.always(), engines, alerts, told, clock);
    }

    /**
     * @param shard which one
     * @param turns whether this node is to hold it
     * @param engines makes a new engine of this shard, without memory
     * @param told after alerts were committed, of which the ledger must hear
     */
    Detector(
            DataSource dataSource,
            Shard shard,
            Turns turns,
            Supplier<DetectionEngine> engines,
            AlertStore alerts,
            Runnable told,
            Clock clock) {
        this.dataSource = dataSource;
        this.shard = shard;
        this.turns = turns;
        this.engines = engines;
        this.alerts = alerts;
        this.told = told;
        this.clock = clock;
        this.thread = new Thread(this::run, shard.isWhole() ? "audit-detector" : "audit-detector-" + shard.index());
        thread.setDaemon(true);
    }

    /** Starts working. Call once. */
    public Detector start() {
        thread.start();
        return this;
    }

    /** Says that events were committed. Cheap. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    public DetectorState state() {
        return state;
    }

    /** Alerts raised since the start. */
    public long raised() {
        return raised.get();
    }

    /** Stops after the batch under way, waiting at most 15 s for it. */
    @Override
    public void close() {
        closing.countDown();
        wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed()) {
                try {
                    workIfItsTurn();
                    pause(IDLE);
                } catch (SQLException | RuntimeException e) {
                    LOG.error("detection stands still, events wait in the database: {}", e.getMessage(), e);
                    state = new DetectorState.Failing(String.valueOf(e.getMessage()), clock.instant());
                    pause(AFTER_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state = new DetectorState.Idle();
    }

    private void workIfItsTurn() throws SQLException, InterruptedException {
        Optional<Turns.Turn> turn = turns.take();
        if (turn.isEmpty()) {
            state = new DetectorState.Standby();
            return;
        }
        try (Turns.Turn held = turn.get()) {
            workWhileLeader(held);
        }
    }

    private void workWhileLeader(Turns.Turn turn) throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            DetectionFeed feed = alerts.feed(connection, shard);
            if (!feed.tryLock()) {
                state = new DetectorState.Standby();
                return;
            }
            try {
                connection.setAutoCommit(false);
                try {
                    work(connection, feed, remembering(feed), turn);
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            } finally {
                feed.unlock();
            }
        }
    }

    /** An engine in the state of the one that stopped; what it finds on the way was committed with the position. */
    private DetectionEngine remembering(DetectionFeed feed) throws SQLException {
        DetectionEngine engine = engines.get();
        Map<EventKind, Duration> horizons = new EnumMap<>(EventKind.class);
        engine.kinds().forEach(kind -> horizons.put(kind, engine.horizon(kind)));
        feed.again(feed.position(), horizons, engine::accept);
        return engine;
    }

    private void work(Connection connection, DetectionFeed feed, DetectionEngine engine, Turns.Turn turn)
            throws SQLException, InterruptedException {
        long position = feed.position();
        while (!closed() && turn.lasts()) {
            DetectionFeed.Batch batch = feed.after(position);
            List<Observed> events = batch.events();
            List<Alert> found = new ArrayList<>();
            events.forEach(event -> found.addAll(engine.accept(event)));
            position = batch.next();
            if (events.isEmpty() && engine.counters().waiting() > 0 && feed.headAtRest() == position) {
                found.addAll(engine.advance(clock.instant()));
            }
            int fresh = alerts.save(connection, found);
            if (!events.isEmpty()) {
                feed.moveTo(position);
                if (fresh == 0) {
                    feed.needNotBeForced();
                }
            }
            long behind = feed.head() - position;
            connection.commit();
            raised.addAndGet(fresh);
            Instant now = clock.instant();
            state = new DetectorState.Watching(Math.max(0, behind), engine.counters(), now);
            if (fresh > 0) {
                told.run();
            }
            if (events.isEmpty()) {
                pause(engine.counters().waiting() > 0 ? WAITING : IDLE);
            }
        }
    }

    private void pause(Duration longest) throws InterruptedException {
        if (!closed() && wakeUps.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            wakeUps.drainPermits();
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }
}
