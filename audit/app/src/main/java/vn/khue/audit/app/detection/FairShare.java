package vn.khue.audit.app.detection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.audit.app.store.DetectionNodes;

/**
 * As many shards as fall to each node, rounded up. Counts the nodes each second: where one comes the others give up what is too much
 * after the batch under way, where one goes they take what is free. Who really holds a shard is said by its lock alone, so a wrong count
 * costs time and nothing else. Keeps one connection. Thread-safe.
 */
final class FairShare implements Turns, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FairShare.class);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final int shards;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "audit-detection-nodes");
    private int share;
    private int held;

    /** @param shards how many there are for all nodes */
    FairShare(DataSource dataSource, int shards) {
        this.dataSource = dataSource;
        this.shards = shards;
        thread.setDaemon(true);
    }

    /** Begins to count; before the first count nothing may be held. Call once. */
    FairShare start() {
        thread.start();
        return this;
    }

    @Override
    public synchronized Optional<Turn> take() {
        if (held >= share) {
            return Optional.empty();
        }
        held++;
        return Optional.of(new Held());
    }

    private final class Held implements Turn {
        private boolean ended;

        @Override
        public boolean lasts() {
            synchronized (FairShare.this) {
                // Only as many give up as are too many, whoever asks first.
                if (!ended && held > share) {
                    end();
                }
                return !ended;
            }
        }

        @Override
        public void close() {
            synchronized (FairShare.this) {
                if (!ended) {
                    end();
                }
            }
        }

        private void end() {
            ended = true;
            held--;
        }
    }

    private synchronized void shareWith(int nodes) {
        share = (shards + nodes - 1) / nodes;
    }

    private void run() {
        boolean closed = false;
        while (!closed) {
            try (Connection connection = dataSource.getConnection()) {
                count(connection);
                closed = true;
            } catch (SQLException e) {
                LOG.warn("nodes of detection cannot be counted, each goes on with its share: {}", e.getMessage());
                closed = closedWithin(AFTER_FAILURE);
            }
        }
    }

    private void count(Connection connection) throws SQLException {
        DetectionNodes nodes = new DetectionNodes(connection);
        nodes.join();
        do {
            shareWith(Math.max(1, nodes.count()));
        } while (!closedWithin(BETWEEN_COUNTS));
        nodes.leave();
    }

    private boolean closedWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Says that this node is gone. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
