package vn.khue.pki.ocsp;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for changes of state in the database several times in a lease, and takes what changed out of this node's memory. */
public final class StatusWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusWatch.class);
    private static final int LOOKS_IN_A_LEASE = 5;

    private final AnswerStore store;
    private final KeptAnswers kept;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "khue-status-watch");
        made.setDaemon(true);
        return made;
    });
    private Optional<Future<?>> looks = Optional.empty();
    private Optional<String> position = Optional.empty();
    private boolean failing;

    StatusWatch(AnswerStore store, KeptAnswers kept, LongSupplier nanoTime) {
        this.store = store;
        this.kept = kept;
        this.nanoTime = nanoTime;
    }

    /** Goes on by itself until it is closed. */
    synchronized void start(long leaseNanos) {
        looks = Optional.of(
                thread.scheduleWithFixedDelay(this::look, 0, leaseNanos / LOOKS_IN_A_LEASE, TimeUnit.NANOSECONDS));
    }

    /** One look; a database that does not answer empties the memory. Never throws. */
    synchronized void look() {
        long began = nanoTime.getAsLong();
        try {
            if (position.isEmpty()) {
                position = Optional.of(store.position());
            } else {
                AnswerStore.Changes changes = store.changes(position.get());
                position = Optional.of(changes.position());
                kept.changed(changes.certificates(), changes.all(), began);
            }
            if (failing) {
                LOG.info("changes of certificates' state are read again");
            }
            failing = false;
        } catch (RuntimeException e) {
            // Whatever it was: one that threw would never look again.
            position = Optional.empty();
            kept.forget();
            if (!failing) {
                LOG.warn(
                        "changes of certificates' state cannot be read; answers come from the database until they can",
                        e);
            }
            failing = true;
        }
    }

    @Override
    public synchronized void close() {
        looks.ifPresent(each -> each.cancel(false));
        thread.shutdownNow();
    }
}
