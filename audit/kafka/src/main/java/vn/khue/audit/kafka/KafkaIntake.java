package vn.khue.audit.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of all sources and hands what it reads to the intake, on one thread of its own. An offset is committed only after the
 * intake has committed: whatever is killed in between, records come a second time and none is passed over. While the intake cannot keep
 * what was fetched nothing more is fetched (the partitions are paused) and the node stays in its group. Several nodes of one group share
 * the partitions; one that dies has them taken over after ten seconds.
 *
 * <p>Records that the broker deleted before anybody took them are told to the intake, and reading goes on behind them.
 */
public final class KafkaIntake implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaIntake.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration TO_CLOSE = Duration.ofSeconds(3);

    private final KafkaSettings settings;
    private final RecordIntake intake;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<KafkaConsumer<byte[], byte[]>> current = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "audit-kafka-intake");
    private volatile KafkaIntakeState state = new KafkaIntakeState.Idle();

    /**
     * @throws KafkaTransportException if the settings name no source
     */
    public KafkaIntake(KafkaSettings settings, RecordIntake intake, Clock clock) {
        settings.topics();
        this.settings = settings;
        this.intake = intake;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Starts reading. Call once. */
    public KafkaIntake start() {
        thread.start();
        return this;
    }

    public KafkaIntakeState state() {
        return state;
    }

    /** Stops after what the intake has under way, waiting at most 15 s for it. */
    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<byte[], byte[]> reading = current.get();
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed()) {
            try {
                read();
            } catch (WakeupException e) {
                // It is to be closed, or was never begun.
            } catch (RuntimeException | LinkageError e) {
                LOG.error("events wait in Kafka at {}: {}", settings, e.getMessage(), e);
                state = new KafkaIntakeState.Failing(String.valueOf(e.getMessage()), clock.instant());
                closedWithin(AFTER_FAILURE);
            }
        }
        state = new KafkaIntakeState.Idle();
    }

    private void read() {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        current.set(consumer);
        try {
            new Reading(consumer).run();
        } finally {
            current.set(null);
            consumer.close(CloseOptions.timeout(TO_CLOSE));
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private boolean closedWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
            return true;
        }
    }

    /** One connection, as long as it lasts. */
    private final class Reading implements ConsumerRebalanceListener {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final FetchedRecords fetched = new FetchedRecords();

        Reading(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        void run() {
            consumer.subscribe(settings.topics().stream().map(EventTopic::name).toList(), this);
            while (!closed()) {
                fetch();
                keep();
                commit();
                state = new KafkaIntakeState.Following(consumer.assignment().size());
            }
        }

        private void fetch() {
            try {
                fetched.add(consumer.poll(POLL));
            } catch (NoOffsetForPartitionException e) {
                // A group that never read them.
                consumer.seekToBeginning(e.partitions());
            } catch (OffsetOutOfRangeException e) {
                e.offsetOutOfRangePartitions().forEach(this::tellLoss);
            }
        }

        /** Reads a second time rather than passing over: the intake knows what it has. */
        private void tellLoss(TopicPartition partition, long wanted) {
            long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
            String source = EventTopic.named(partition.topic()).source();
            if (begin > wanted) {
                String what = "expected the records " + wanted + " to " + (begin - 1) + " of " + partition
                        + ", found that the broker had deleted them before they were read";
                LOG.error("events are lost, lengthen the retention of the topics: {}", what);
                intake.lost(source, what);
            } else {
                LOG.warn(
                        "{} ends before record {}, up to which it was read: the broker lost its end",
                        partition,
                        wanted);
            }
            consumer.seek(partition, begin);
        }

        /** Hands everything over, however long that takes. */
        private void keep() {
            Instant since = clock.instant();
            while (!fetched.isEmpty() && !closed()) {
                FetchedRecords.Piece piece = fetched.first();
                try {
                    intake.take(piece.source(), piece.values());
                    fetched.firstIsKept();
                } catch (RuntimeException e) {
                    if (!(state instanceof KafkaIntakeState.Paused)) {
                        LOG.warn("events wait in Kafka, for the intake cannot keep them: {}", e.getMessage());
                    }
                    state = new KafkaIntakeState.Paused(String.valueOf(e.getMessage()), since);
                    waitPaused();
                }
            }
            consumer.resume(consumer.paused());
        }

        /** Stays in the group and fetches nothing; what goes to others meanwhile is forgotten here. */
        private void waitPaused() {
            consumer.pause(consumer.assignment());
            fetched.add(consumer.poll(POLL));
        }

        private void commit() {
            Map<TopicPartition, OffsetAndMetadata> done = fetched.uncommitted();
            if (done.isEmpty()) {
                return;
            }
            try {
                consumer.commitSync(done);
                fetched.committed();
            } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
                // The next commit covers it, or somebody reads them again and the intake knows them.
                LOG.info("offsets are not committed yet: {}", e.getMessage());
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!fetched.isEmpty()) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit();
            fetched.forget(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            fetched.forget(partitions);
        }
    }
}
