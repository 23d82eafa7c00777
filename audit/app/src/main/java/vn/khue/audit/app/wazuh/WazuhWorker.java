package vn.khue.audit.app.wazuh;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import vn.khue.audit.app.store.SessionLock;
import vn.khue.audit.wazuh.IndexerPosition;
import vn.khue.audit.wazuh.IndexerReader;
import vn.khue.audit.wazuh.Reply;
import vn.khue.audit.wazuh.Wazuh;
import vn.khue.audit.wazuh.Wazuh4;
import vn.khue.audit.wazuh.WazuhException;

/**
 * Does what has to be done between Khuê and Wazuh, one thing after another, one process at a time by a PostgreSQL advisory lock. What fails is
 * let alone for as long as was asked, and never in the way of the others: a file is written while the server is away.
 */
final class WazuhWorker implements AutoCloseable {

    /** Names it among PostgreSQL's advisory locks: "khue" and 16. */
    private static final SessionLock LOCK = new SessionLock(0x6B687565_0000_0010L);

    private static final Logger LOG = LoggerFactory.getLogger(WazuhWorker.class);
    private static final Duration BETWEEN_READS = Duration.ofSeconds(15);
    private static final Duration PASSING = Duration.ofMinutes(2);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final DataSource dataSource;
    private final WazuhLink link;
    private final LinkRecord record;
    private final SetUps setUps;
    private final AlertMirror mirror;
    private final Optional<EventLines> lines;
    private final HostAlertReader reader;
    private final Computers computers;
    private final BlocklistMirror blocklist;
    private final Runnable told;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "audit-wazuh");
    private Optional<Instant> awaySince = Optional.empty();
    private Optional<SetUp> known = Optional.empty();
    private Instant serverNotBefore = Instant.EPOCH;
    private Instant indexerNotBefore = Instant.EPOCH;

    WazuhWorker(
            DataSource dataSource,
            WazuhLink link,
            LinkRecord record,
            SetUps setUps,
            AlertMirror mirror,
            Optional<EventLines> lines,
            HostAlertReader reader,
            Computers computers,
            BlocklistMirror blocklist,
            Runnable told,
            Clock clock) {
        this.dataSource = dataSource;
        this.link = link;
        this.record = record;
        this.setUps = setUps;
        this.mirror = mirror;
        this.lines = lines;
        this.reader = reader;
        this.computers = computers;
        this.blocklist = blocklist;
        this.told = told;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Starts working. Call once. */
    WazuhWorker start() {
        thread.start();
        return this;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing.await(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                try (Connection connection = dataSource.getConnection()) {
                    if (LOCK.tryOn(connection)) {
                        try {
                            workWhileLeader(connection);
                        } finally {
                            LOCK.unlock(connection);
                        }
                    }
                } catch (SQLException | RuntimeException e) {
                    LOG.error("the work between Khuê and Wazuh stands still: {}", e.getMessage(), e);
                    closing.await(AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void workWhileLeader(Connection connection) throws SQLException, InterruptedException {
        do {
            if (!connection.isValid(2)) {
                return;
            }
            turn();
        } while (!closing.await(TURN.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** One turn; what is not due is passed over. */
    void turn() throws SQLException {
        Optional<SetUp> kept = setUps.read();
        if (!kept.equals(known)) {
            // What failed with another set-up says nothing of this one.
            known = kept;
            serverNotBefore = Instant.EPOCH;
            indexerNotBefore = Instant.EPOCH;
        }
        boolean mirrored = kept.map(SetUp::sends).orElse(false);
        try {
            if (lines.isPresent()) {
                lines.get().write(!mirrored);
            }
        } catch (WazuhException e) {
            LOG.error("{}", e.getMessage());
        }
        if (kept.isPresent()) {
            server(mirrored);
            indexer();
        }
    }

    private void server(boolean mirrored) throws SQLException {
        if (clock.instant().isBefore(serverNotBefore)) {
            return;
        }
        Optional<Reply<Wazuh>> reply = link.server();
        if (reply.isPresent() && reply.get() instanceof Reply.Answered<Wazuh> answered) {
            Wazuh wazuh = answered.value();
            if (mirrored && wazuh instanceof Wazuh4 four) {
                heard(mirror.send(four.events()));
            }
            if (clock.instant().isAfter(serverNotBefore)) {
                computers.look(wazuh).ifPresent(this::heard);
            }
            if (wazuh instanceof Wazuh4 four && clock.instant().isAfter(serverNotBefore)) {
                blocklist.keep(four).ifPresent(this::heard);
            }
        } else {
            reply.ifPresent(this::heard);
        }
        if (!isPassing()) {
            tell();
        }
    }

    /** Whether it cannot be reached and could a moment ago; that alone is no news. */
    private boolean isPassing() {
        boolean away =
                link.state() instanceof LinkState.Down down && down.reason().equals("unreachable");
        awaySince = !away ? Optional.empty() : awaySince.or(() -> Optional.of(clock.instant()));
        return awaySince
                .filter(since -> since.plus(PASSING).isAfter(clock.instant()))
                .isPresent();
    }

    private void heard(Reply<?> reply) {
        Instant now = clock.instant();
        if (reply instanceof Reply.Unavailable<?> unavailable) {
            link.heard(reply);
            serverNotBefore = now.plus(unavailable.retryAfter());
        } else if (reply instanceof Reply.Refused<?>) {
            link.heard(reply);
            serverNotBefore = now.plus(AFTER_FAILURE);
        }
    }

    private void indexer() throws SQLException {
        if (clock.instant().isBefore(indexerNotBefore)) {
            return;
        }
        try {
            Optional<IndexerReader> indexer = link.indexer();
            indexerNotBefore = clock.instant().plus(BETWEEN_READS);
            if (indexer.isPresent()) {
                Reply<IndexerPosition> reply = reader.read(indexer.get());
                if (reply instanceof Reply.Unavailable<?> unavailable) {
                    LOG.warn("Wazuh's indexer: {}", unavailable.reason());
                    indexerNotBefore =
                            clock.instant().plus(unavailable.retryAfter()).plus(BETWEEN_READS);
                } else if (reply instanceof Reply.Refused<?> refused) {
                    LOG.warn("Wazuh's indexer: {}", refused.refusal().detail());
                    indexerNotBefore = clock.instant().plus(AFTER_FAILURE.multipliedBy(4));
                }
            }
        } catch (WazuhException | DataAccessException e) {
            LOG.warn("Wazuh's indexer: {}", e.getMessage());
            indexerNotBefore = clock.instant().plus(AFTER_FAILURE.multipliedBy(4));
        }
    }

    private void tell() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean news = record.tell(connection, link.state());
                connection.commit();
                if (news) {
                    told.run();
                }
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
