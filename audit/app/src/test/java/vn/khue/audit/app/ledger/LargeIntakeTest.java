package vn.khue.audit.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import vn.khue.audit.app.intake.EventIntake;
import vn.khue.audit.app.seal.KeyEncryptionKey;
import vn.khue.audit.app.seal.SubjectKeys;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventJson;

/**
 * 120,000 events from the bytes of a batch to the signed checkpoint over them, on a PostgreSQL that forces its commits to
 * disk. Prints the rate; beside it bare COPY of the same rows into a table without an index, in the same run.
 */
@Tag("slow")
class LargeIntakeTest {

    private static final int EVENTS = 120_000;
    private static final int BATCH = 500;

    @TempDir
    Path state;

    @Test
    void everythingDeliveredComesUnderACheckpoint() throws Exception {
        Files.writeString(state.resolve("passphrase"), "a passphrase of a test\n");
        LedgerSettings settings = new LedgerSettings(
                state.resolve("log"),
                Optional.empty(),
                "localhost:8082/log",
                state.resolve("ledger.key"),
                state.resolve("passphrase"),
                state.resolve("khue-ledger.vkey"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .start();
                HikariDataSource pool = pool(postgres.getJdbcUrl("postgres", "postgres"))) {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            List<AuditEvent> events = Invented.logins(EVENTS);
            double copy = copyRate(pool, events);

            EventStore store = new EventStore(
                    pool,
                    new SubjectKeys(KeyEncryptionKey.of("a secret of a test only, 32 characters"), Clock.systemUTC()),
                    Clock.systemUTC());
            Sequencer sequencer = new Sequencer(
                            pool,
                            store.recent(),
                            settings.directory(),
                            () -> LogKeyLoader.load(settings),
                            Clock.systemUTC())
                    .start();
            EventIntake intake = new EventIntake(store, sequencer::wake);
            List<byte[]> batches = new ArrayList<>();
            for (int at = 0; at < EVENTS; at += BATCH) {
                batches.add(Invented.ndjson(events.subList(at, at + BATCH)));
            }
            SequencerTest.await(() -> sequencer.state() instanceof SequencerState.Publishing);
            List<Double> lags = new ArrayList<>();
            long begun = System.nanoTime();
            double stored = deliver(intake, batches, begun, lags, sequencer);
            SequencerTest.await(() -> published(sequencer) >= EVENTS);
            assertThat(published(sequencer)).isEqualTo(EVENTS);
            double published = EVENTS / ((System.nanoTime() - begun) / 1e9);
            sequencer.close();
            System.out.printf(
                    Locale.ROOT,
                    "intake: %.0f events/s stored, %.0f events/s stored and under a checkpoint; lag of the checkpoint"
                            + " after the acknowledgement p99 %.0f ms; bare COPY %.0f rows/s; ratio %.2f%n",
                    stored,
                    published,
                    percentile99(lags),
                    copy,
                    published / copy);
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }

    private static long published(Sequencer sequencer) {
        return sequencer.state() instanceof SequencerState.Publishing publishing ? publishing.size() : 0;
    }

    /** Four senders; notes for each batch how long after its acknowledgement a checkpoint covered as many events. */
    private static double deliver(
            EventIntake intake, List<byte[]> batches, long begun, List<Double> lags, Sequencer sequencer)
            throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(4);
        long[] acknowledged = new long[batches.size()];
        int[] done = {0};
        Thread watcher = new Thread(() -> {
            int seen = 0;
            while (seen < acknowledged.length) {
                long size = published(sequencer);
                long now = System.nanoTime();
                synchronized (done) {
                    while (seen < done[0] && size >= (seen + 1L) * BATCH) {
                        lags.add((now - acknowledged[seen++]) / 1e6);
                    }
                }
                Thread.onSpinWait();
                java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
            }
        });
        watcher.start();
        List<Callable<Void>> work = new ArrayList<>();
        for (byte[] batch : batches) {
            work.add(() -> {
                assertThat(intake.take(new ByteArrayInputStream(batch), "khue-events")
                                .accepted())
                        .isEqualTo(BATCH);
                synchronized (done) {
                    acknowledged[done[0]++] = System.nanoTime();
                }
                return null;
            });
        }
        for (Future<Void> each : senders.invokeAll(work)) {
            each.get();
        }
        double stored = EVENTS / ((System.nanoTime() - begun) / 1e9);
        watcher.join();
        senders.shutdown();
        return stored;
    }

    private static double percentile99(List<Double> lags) {
        double[] sorted =
                lags.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
    }

    private static double copyRate(DataSource pool, List<AuditEvent> events) throws Exception {
        StringBuilder rows = new StringBuilder();
        int index = 0;
        for (AuditEvent event : events) {
            rows.append(String.join(
                            "\t",
                            Integer.toString(index++),
                            "2026-11-23T00:00:00Z",
                            event.id().toString(),
                            event.time().toString(),
                            "\\N",
                            "khue-events",
                            event.source(),
                            event.kind().name(),
                            "1",
                            event.outcome().name(),
                            event.actor().kind().name(),
                            event.actor().id(),
                            event.unit().orElse("\\N"),
                            "\\N",
                            "\\N",
                            "10.1.2.3",
                            "khue-signing",
                            "\\N",
                            "\\N",
                            "\\\\x" + HexFormat.of().formatHex(EventJson.write(event))))
                    .append('\n');
        }
        try (Connection connection = pool.getConnection()) {
            connection.createStatement().execute("create table bare (like audit_event)");
            long begun = System.nanoTime();
            long copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy bare from stdin", new StringReader(rows.toString()));
            double rate = copied / ((System.nanoTime() - begun) / 1e9);
            connection.createStatement().execute("drop table bare");
            return rate;
        }
    }
}
