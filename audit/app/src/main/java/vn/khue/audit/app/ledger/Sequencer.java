package vn.khue.audit.app.ledger;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.audit.app.store.EventsAtHand;
import vn.khue.audit.ledger.Checkpoint;
import vn.khue.audit.ledger.Ledger;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogKey;

/**
 * Writes the events of the database into the ledger, in the database's order, each exactly once. The database is the
 * authority: the ledger's own size says where to go on, so a kill at any moment is answered by writing the same bytes
 * again. One sequencer at a time works, held by a PostgreSQL advisory lock and by the ledger's file lock.
 */
public final class Sequencer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMillis(250);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final EventsAtHand recent;
    private final Path directory;
    private final Supplier<LogKey> key;
    private final Clock clock;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "ledger-sequencer");
    private volatile SequencerState state = new SequencerState.Idle();
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * @param recent what this process stores, asked before the database
     * @param key asked for at each start of work, so that a missing passphrase is a failure that can be mended
     */
    public Sequencer(DataSource dataSource, EventsAtHand recent, Path directory, Supplier<LogKey> key, Clock clock) {
        this.dataSource = dataSource;
        this.recent = recent;
        this.directory = directory;
        this.key = key;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Starts working. Call once. */
    public Sequencer start() {
        thread.start();
        return this;
    }

    /** Says that events were committed. Cheap. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    public SequencerState state() {
        return state;
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
                    workWhileLeader();
                    pause(IDLE);
                } catch (SQLException | RuntimeException e) {
                    LOG.error("the ledger cannot be written, events wait in the database: {}", e.getMessage(), e);
                    state = new SequencerState.Failing(String.valueOf(e.getMessage()), clock.instant());
                    pause(AFTER_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state = new SequencerState.Idle();
    }

    private void workWhileLeader() throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            SequencedEvents events = new SequencedEvents(connection, recent);
            if (!events.tryLock()) {
                state = new SequencerState.Standby();
                return;
            }
            LogKey logKey = key.get();
            try (Ledger ledger = Ledger.open(directory, logKey)) {
                requireAgreement(events, ledger.checkpoint(), new LedgerProofs(directory, logKey.publicKey()));
                connection.setAutoCommit(false);
                try {
                    work(connection, events, ledger);
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            } finally {
                events.unlock();
            }
        }
    }

    /** The ledger must be a beginning of the database, and the same ledger whose checkpoints were published. */
    private void requireAgreement(SequencedEvents events, Checkpoint checkpoint, LedgerProofs entries)
            throws SQLException {
        long head = events.head();
        if (checkpoint.size() > head) {
            throw new LedgerException("Ledger " + directory + ": expected at most the database's " + head
                    + " entries, found " + checkpoint.size()
                    + "; the database was restored from an older backup: restore a newer one");
        }
        Optional<byte[]> remembered = events.rememberedRoot(checkpoint.size());
        if (remembered.isPresent()
                && !MessageDigest.isEqual(remembered.get(), checkpoint.root().bytes())) {
            throw new LedgerException("Ledger " + directory + ": expected the root published for size "
                    + checkpoint.size() + ", found another; this is not the ledger of this database");
        }
        // A database that was set back and has grown again holds other events where the ledger's last ones are.
        long last = checkpoint.size() - 1;
        if (last >= 0 && !MessageDigest.isEqual(events.body(last).orElse(null), entries.entry(last))) {
            throw new LedgerException(
                    "Ledger " + directory + ": expected the database's event at its last index " + last
                            + ", found another; the database was restored from an older backup and went on: restore a newer one");
        }
    }

    private void work(Connection connection, SequencedEvents events, Ledger ledger)
            throws SQLException, InterruptedException {
        while (!closed()) {
            Instant begun = clock.instant();
            List<byte[]> lines = events.after(ledger.size());
            if (!lines.isEmpty()) {
                events.remember(ledger.append(lines), clock.instant());
            }
            connection.commit();
            state = new SequencerState.Publishing(ledger.size(), clock.instant());
            if (lines.isEmpty()) {
                pause(IDLE);
            } else {
                rest(BETWEEN_CHECKPOINTS.minus(Duration.between(begun, clock.instant())));
            }
        }
    }

    /** Waits for news. */
    private void pause(Duration longest) throws InterruptedException {
        if (!closed() && wakeUps.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            wakeUps.drainPermits();
        }
    }

    /** Lets a group gather, so that a checkpoint covers many events; only closing cuts it short. */
    private void rest(Duration left) throws InterruptedException {
        if (closing.await(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS)) {
            LOG.debug("closing, the group under way is not awaited");
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }
}
