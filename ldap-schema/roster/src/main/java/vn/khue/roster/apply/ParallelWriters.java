package vn.khue.roster.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.khue.roster.RosterException;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.PlannedChange;

/** Several writers at work on the changes of one run; each writes a batch, then marks it. For one thread. */
final class ParallelWriters implements AutoCloseable {

    private final EntryWriter entries;
    private final BatchMarks marks;
    private final Doer doer;
    private final int batch;
    private final ExecutorService writers;

    ParallelWriters(EntryWriter entries, BatchMarks marks, ApplySettings settings, Doer doer) {
        this.entries = entries;
        this.marks = marks;
        this.doer = doer;
        this.batch = settings.batch();
        this.writers = Executors.newFixedThreadPool(settings.writers());
    }

    /** Writes all batches of a chunk; throws the first failure once every batch has ended. */
    void write(List<PlannedChange> chunk) {
        List<Future<?>> batches = new ArrayList<>();
        for (int i = 0; i < chunk.size(); i += batch) {
            List<PlannedChange> next = chunk.subList(i, Math.min(chunk.size(), i + batch));
            batches.add(writers.submit(() -> batch(next)));
        }
        RuntimeException failure = null;
        for (Future<?> written : batches) {
            try {
                written.get();
            } catch (ExecutionException e) {
                failure = failure != null
                        ? failure
                        : e.getCause() instanceof RuntimeException known
                                ? known
                                : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RosterException(
                        RosterException.Reason.WRONG_STATE, "expected to finish, was interrupted; apply again", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void batch(List<PlannedChange> changes) {
        List<Outcome> outcomes = new ArrayList<>(changes.size());
        RuntimeException failure = null;
        for (PlannedChange change : changes) {
            try {
                outcomes.add(entries.write(change));
            } catch (RuntimeException e) {
                failure = e;
                break;
            }
        }
        marks.mark(changes.subList(0, outcomes.size()), outcomes, doer);
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        writers.shutdownNow();
    }
}
