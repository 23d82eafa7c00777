package vn.khue.signing.act;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import vn.khue.signing.authorisation.Authorisation;
import vn.khue.signing.authorisation.AuthorisedItem;
import vn.khue.signing.authorisation.ItemOutcome;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.turn.Turns;

/**
 * Carries authorisations out behind the pages, so that closing a page stops nothing and one request never lasts as long as 300
 * signatures. Runs share the workers item by item: who signs one document does not wait for who signs 300. What a crash cut off
 * stays open in the database, and the person takes it up again. Thread-safe.
 */
@Component
public class AuthorisedRuns implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorisedRuns.class);
    /** As many as there are {@link Turns}: more would only wait. */
    private static final int LANES = 2;

    private final AuthorisedItems items;
    private final Turns turns;
    private final ExecutorService workers = Executors.newFixedThreadPool(LANES, task -> {
        Thread thread = new Thread(task, "authorised-run");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<UUID, Run> running = new ConcurrentHashMap<>();

    public AuthorisedRuns(AuthorisedItems items, Turns turns) {
        this.items = items;
        this.turns = turns;
    }

    private record Run(
            UUID authorisation,
            Purpose purpose,
            ActingPerson person,
            Queue<AuthorisedItem> open,
            AtomicInteger lanes,
            CompletableFuture<Void> end) {}

    /** Goes on with what is open. One that runs here already goes on as it is. */
    void start(ActingPerson person, Authorisation authorisation) {
        Queue<AuthorisedItem> open = new ConcurrentLinkedQueue<>(authorisation.items().stream()
                .filter(item -> item.outcome() == ItemOutcome.OPEN)
                .toList());
        if (open.isEmpty()) {
            return;
        }
        int lanes = Math.min(LANES, open.size());
        Run run = new Run(
                authorisation.id(),
                authorisation.purpose(),
                person,
                open,
                new AtomicInteger(lanes),
                new CompletableFuture<>());
        if (running.putIfAbsent(run.authorisation(), run) == null) {
            for (int lane = 0; lane < lanes; lane++) {
                next(run);
            }
        }
    }

    boolean goesOn(UUID authorisation) {
        return running.containsKey(authorisation);
    }

    /** Waits for the end of a run, at most this long. */
    void await(UUID authorisation, Duration patience) {
        Run run = running.get(authorisation);
        if (run == null) {
            return;
        }
        try {
            run.end().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            // The page tells how far it is.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run ends with no failure of its own", e);
        }
    }

    private void next(Run run) {
        try {
            workers.execute(() -> {
                if (one(run)) {
                    next(run);
                } else {
                    leave(run);
                }
            });
        } catch (RejectedExecutionException shutDown) {
            leave(run);
        }
    }

    /** @return whether there may be more */
    private boolean one(Run run) {
        AuthorisedItem item = run.open().poll();
        if (item == null) {
            return false;
        }
        try {
            return turns.inTurn(() -> items.carryOut(run.person(), run.authorisation(), run.purpose(), item));
        } catch (SigningException noTurn) {
            run.open().add(item);
            return true;
        } catch (RuntimeException stopped) {
            // Neither the work nor its outcome could be written: the database is away. What is open stays open.
            LOG.error("authorisation {} stops where it is; its person can go on with it", run.authorisation(), stopped);
            run.open().clear();
            return false;
        }
    }

    private void leave(Run run) {
        if (run.lanes().decrementAndGet() == 0) {
            running.remove(run.authorisation(), run);
            run.end().complete(null);
        }
    }

    /** Items under way are finished; the others stay open. */
    @Override
    public void destroy() {
        running.values().forEach(run -> run.open().clear());
        workers.shutdown();
        try {
            if (!workers.awaitTermination(20, TimeUnit.SECONDS)) {
                LOG.warn("expected the documents under way to be done within 20 s, found them unfinished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
