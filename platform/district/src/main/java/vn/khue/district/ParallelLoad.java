package vn.khue.district;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryWriter;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;

/**
 * Writes records with several writers at once, so that they share the directory's waits for the disk. An entry that is already there is
 * passed over: the same district told again is the same, so a load that was cut off can simply be repeated. Records are told by one
 * thread.
 */
final class ParallelLoad implements DistrictSink, AutoCloseable {

    private static final int WAITING = 2000;
    private static final long PATIENCE_SECONDS = 30;
    private static final Runnable END = () -> {};

    private final DirectoryWriter writer;
    private final LongConsumer progress;
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(WAITING);
    private final ExecutorService threads;
    private final List<Future<?>> workers = new ArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong there = new AtomicLong();

    /**
     * @param progress told the number of records done, now and then
     */
    ParallelLoad(DirectoryWriter writer, int parallel, LongConsumer progress) {
        this.writer = writer;
        this.progress = progress;
        this.threads = Executors.newFixedThreadPool(parallel);
        for (int i = 0; i < parallel; i++) {
            workers.add(threads.submit(this::work));
        }
    }

    @Override
    public void add(Unit unit) {
        queue(() -> writer.add(unit));
    }

    @Override
    public void add(UnitEdge edge) {
        queue(() -> writer.add(edge));
    }

    @Override
    public void add(Person person) {
        queue(() -> writer.add(person));
    }

    @Override
    public void add(Appointment appointment) {
        queue(() -> writer.add(appointment));
    }

    @Override
    public void add(ClassGroup classGroup) {
        queue(() -> writer.add(classGroup));
    }

    @Override
    public void add(Enrolment enrolment) {
        queue(() -> writer.add(enrolment));
    }

    @Override
    public void add(Guardianship guardianship) {
        queue(() -> writer.add(guardianship));
    }

    /**
     * Waits until all that was told is written.
     *
     * @throws DirectoryException if a writer failed
     */
    void finish() {
        workers.forEach(worker -> queue(END));
        for (Future<?> worker : workers) {
            rethrow(worker);
        }
    }

    long written() {
        return written.get();
    }

    long alreadyThere() {
        return there.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void work() {
        try {
            for (Runnable next = waiting.take(); next != END; next = waiting.take()) {
                try {
                    next.run();
                    report(written.incrementAndGet() + there.get());
                } catch (DirectoryException e) {
                    if (e.reason() != DirectoryException.Reason.ALREADY_EXISTS) {
                        throw e;
                    }
                    there.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void queue(Runnable record) {
        try {
            while (!waiting.offer(record, 1, TimeUnit.SECONDS)) {
                // A full queue may mean that the writers have failed: then their failure must come out here.
                workers.stream().filter(Future::isDone).forEach(ParallelLoad::rethrow);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DirectoryException(
                    DirectoryException.Reason.UNAVAILABLE, "interrupted while loading; load again", e);
        }
    }

    private void report(long done) {
        if (done % 5000 == 0) {
            progress.accept(done);
        }
    }

    private static void rethrow(Future<?> worker) {
        try {
            worker.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DirectoryException failure) {
                throw failure;
            }
            throw new IllegalStateException(
                    "expected the writers to go on, found an error; see its cause", e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new DirectoryException(
                    DirectoryException.Reason.TIMED_OUT,
                    "expected the last records to be written in " + PATIENCE_SECONDS + " s; see the directory's log",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DirectoryException(
                    DirectoryException.Reason.UNAVAILABLE, "interrupted while loading; load again", e);
        }
    }
}
