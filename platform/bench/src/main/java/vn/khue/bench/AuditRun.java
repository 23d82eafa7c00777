package vn.khue.bench;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import vn.khue.audit.app.detection.Detector;
import vn.khue.audit.app.detection.DetectorState;
import vn.khue.audit.app.intake.EventIntake;
import vn.khue.audit.app.ledger.Sequencer;
import vn.khue.audit.app.ledger.SequencerState;
import vn.khue.audit.app.store.AlertStore;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.detection.field.SchoolNetworks;
import vn.khue.audit.detection.pack.DetectionPack;
import vn.khue.audit.detection.pack.DetectionProfile;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.ledger.LogKeyFile;

/** Intake, sequencer and detector at work together, and four senders. */
final class AuditRun implements AutoCloseable {

    private static final int SENDERS = 4;
    private static final int BATCH = 500;

    /** Senders wait while more events than this are stored and not yet chained or detected: what counts is what all of it keeps up with. */
    private static final long MOST_BEHIND = 30_000;

    private final AuditLog log;
    private final Clock clock;
    private final Sequencer sequencer;
    private final Detector detector;
    private final EventIntake intake;
    private final AtomicLong acknowledged = new AtomicLong();

    AuditRun(AuditLog log, Path folder, Clock clock) {
        this.log = log;
        this.clock = clock;
        var key = LogKeyFile.openOrCreate(folder.resolve("key"), "bench.khue.vn/log", "bench".toCharArray());
        EventStore store = new EventStore(log.dataSource(), log.keys(), clock);
        sequencer = new Sequencer(log.dataSource(), store.recent(), folder.resolve("log"), () -> key, clock).start();
        DetectionPack pack = DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT));
        SchoolNetworks schools = SchoolNetworks.of(List.of("10.20.0.0/16"));
        detector = new Detector(
                        log.dataSource(),
                        () -> pack.engine(schools),
                        new AlertStore(store, clock),
                        sequencer::wake,
                        clock)
                .start();
        intake = new EventIntake(store, () -> {
            sequencer.wake();
            detector.wake();
        });
    }

    /**
     * What was measured.
     *
     * @param perSecond events that were stored, chained and detected
     * @param lagMillis 99th percentile from the acknowledgement to a checkpoint over the event
     * @param alertSeconds 95th percentile from the event that completes an alert to the alert
     */
    record Figures(double perSecond, double lagMillis, double alertSeconds, long alerts) {}

    private record Acknowledged(long events, long at) {}

    /** @param perSecond the senders' pace; {@link Integer#MAX_VALUE} for as fast as it goes */
    Figures load(int seconds, int perSecond) {
        Instant begun = clock.instant();
        long from = System.nanoTime();
        long until = from + TimeUnit.SECONDS.toNanos(seconds);
        long before = acknowledged.get();
        ConcurrentLinkedQueue<Acknowledged> waiting = new ConcurrentLinkedQueue<>();
        List<Double> lags = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int seed = sender;
                work.add(threads.submit(() -> send(seed, until, perSecond, waiting)));
            }
            work.add(threads.submit(() -> attack(until)));
            watch(work, waiting, lags);
            for (Future<?> each : work) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (ExecutionException e) {
            throw new BenchException("expected the intake to take every batch, found " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
        long events = acknowledged.get() - before;
        awaitAll();
        double took = (System.nanoTime() - from) / 1e9;
        // Detection looks three seconds behind the clock; that is no work of its own.
        String raised = " from detection_alert where completed_at > '" + begun + "' and rule = 'account_brute_force'";
        return new Figures(
                events / took,
                percentile(lags, 0.99),
                log.number(
                        "select percentile_cont(0.95) within group (order by extract(epoch from raised_at - completed_at))"
                                + raised),
                (long) log.number("select count(*)" + raised));
    }

    private void send(int seed, long until, int perSecond, ConcurrentLinkedQueue<Acknowledged> waiting) {
        AuditLines lines = new AuditLines(seed);
        long between = perSecond == Integer.MAX_VALUE ? 0 : (long) (1e9 * BATCH * SENDERS / perSecond);
        long due = System.nanoTime() + between * seed / SENDERS;
        while (System.nanoTime() < until) {
            while (System.nanoTime() < due || behind() > MOST_BEHIND) {
                LockSupport.parkNanos(500_000);
            }
            due += between;
            take(lines.batch(BATCH, clock.instant()), BATCH);
            waiting.add(new Acknowledged(acknowledged.get() + (long) SENDERS * BATCH, System.nanoTime()));
        }
    }

    private void take(byte[] batch, int events) {
        try {
            if (intake.take(new ByteArrayInputStream(batch), "khue-events").accepted() != events) {
                throw new BenchException("expected every event to be taken, found some refused");
            }
        } catch (java.io.IOException e) {
            throw new BenchException("expected bytes, found " + e, e);
        }
        acknowledged.addAndGet(events);
    }

    /** Each second somebody guesses the password of somebody else, ten times. */
    private void attack(long until) {
        Random random = new Random(clock.millis());
        while (System.nanoTime() < until) {
            Actor actor = Actor.person(UUID.randomUUID())
                    .from(Origin.seen("203.0." + random.nextInt(256) + "." + random.nextInt(256), "curl/8"));
            java.io.ByteArrayOutputStream lines = new java.io.ByteArrayOutputStream();
            for (int i = 0; i < 10; i++) {
                AuditEvent failed = AuditEvent.of(EventKind.LOGIN_FAILED, Outcome.FAILURE, actor, "sso", clock)
                        .with(DetailKey.REASON, "invalid_user_credentials")
                        .build();
                lines.writeBytes(EventJson.write(failed));
                lines.write('\n');
            }
            take(lines.toByteArray(), 10);
            LockSupport.parkNanos(1_000_000_000L);
        }
    }

    private long published() {
        return sequencer.state() instanceof SequencerState.Publishing publishing ? publishing.size() : 0;
    }

    private long behind() {
        long undetected = detector.state() instanceof DetectorState.Watching watching ? watching.behind() : 0;
        return Math.max(undetected, acknowledged.get() - published());
    }

    /** Notes how long each batch waited for a checkpoint that covers at least as much as was stored when it was acknowledged. */
    private void watch(List<Future<?>> work, ConcurrentLinkedQueue<Acknowledged> waiting, List<Double> lags) {
        while (work.stream().anyMatch(each -> !each.isDone())) {
            long size = published();
            long now = System.nanoTime();
            for (Acknowledged next = waiting.peek(); next != null && next.events() <= size; next = waiting.peek()) {
                lags.add((now - next.at()) / 1e6);
                waiting.remove();
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** Everything is chained and detected, and what detection told of too. */
    private void awaitAll() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (published() < (long) log.number("select size from ledger_head")
                || log.number("select next_index from detection_position")
                        < log.number("select size from ledger_head")) {
            if (System.nanoTime() > end) {
                throw new BenchException("expected the ledger and detection to come to the end, found them behind");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static double percentile(List<Double> values, double part) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
    }

    @Override
    public void close() {
        detector.close();
        sequencer.close();
    }
}
