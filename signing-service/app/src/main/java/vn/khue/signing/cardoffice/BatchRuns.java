package vn.khue.signing.cardoffice;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.Actor;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Role;
import vn.khue.pki.PkiException;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.SigningException;

/**
 * Carries approved batches out behind the pages. What is to be done stands in the database alone, one transaction for each card, so a batch
 * survives closed pages, restarts and crashes, and two nodes never do one thing twice. Batches take turns: a class does not wait for a
 * district. Thread-safe.
 */
@Component
public class BatchRuns implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRuns.class);
    private static final int AT_A_TIME = 25;

    private final BatchStore batches;
    private final BatchWork work;
    private final SigningEvents events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean ending;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "card-batches");
        thread.setDaemon(true);
        return thread;
    });

    public BatchRuns(
            BatchStore batches,
            BatchWork work,
            SigningEvents events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.batches = batches;
        this.work = work;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Looks for work; a scheduler's thread is not kept by it. */
    @Scheduled(fixedDelayString = "PT0.5S", initialDelayString = "PT1S")
    void look() {
        if (!ending && busy.compareAndSet(false, true)) {
            worker.execute(() -> {
                try {
                    boolean more = true;
                    while (more && !ending) {
                        more = false;
                        for (UUID batch : batches.running()) {
                            more |= slice(batch);
                        }
                    }
                } catch (DataAccessException | TransactionException away) {
                    LOG.error("batches of cards wait for the database; what is done stays done", away);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    /** @return whether there may be more of it now */
    private boolean slice(UUID id) {
        Optional<Batch> batch = batches.find(id);
        if (batch.isEmpty()) {
            return false;
        }
        for (int i = 0; i < AT_A_TIME && !ending; i++) {
            Optional<BatchItem> item = batches.nextOpen(id);
            if (item.isEmpty()) {
                finish(batch.get());
                return false;
            }
            if (!one(batch.get(), item.get())) {
                return false;
            }
        }
        return true;
    }

    /** @return whether to go on; not where nothing can be signed at all just now */
    private boolean one(Batch batch, BatchItem item) {
        try {
            transaction.executeWithoutResult(status -> {
                if (batches.lockOpen(item)) {
                    batches.done(item, work.carryOut(batch, item));
                }
            });
        } catch (SigningException refused) {
            failed(item, refused.refusal().name());
        } catch (PkiException | DirectoryException away) {
            LOG.error("batch {} of cards waits; the next look tries again", batch.id(), away);
            return false;
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException fault) {
            LOG.error("card {} of batch {} failed", item.number(), batch.id(), fault);
            failed(item, "FAULT");
        }
        return true;
    }

    private void failed(BatchItem item, String problem) {
        transaction.executeWithoutResult(status -> batches.failed(item, problem));
    }

    private void finish(Batch batch) {
        transaction.executeWithoutResult(status -> {
            if (batches.finish(batch.id(), clock.instant())) {
                Batch.Approval approval = batch.decision().orElseThrow();
                long done = batches.find(batch.id()).orElseThrow().sums().done();
                events.cardBatchChanged(
                        Actor.person(approval.by()),
                        approval.in(),
                        Role.valueOf(approval.as()),
                        batch.id(),
                        batch.unit(),
                        "done",
                        done,
                        Optional.empty());
            }
        });
    }

    /** The card under way is finished; the others stay open. */
    @Override
    public void destroy() {
        ending = true;
        worker.shutdown();
        try {
            if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
                List<Runnable> left = worker.shutdownNow();
                LOG.warn(
                        "expected the card under way to be done within 10 s, found it unfinished; waiting: {}",
                        left.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
