package vn.khue.pki.ocsp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.pki.PkiException;
import vn.khue.pki.store.Connections;

/**
 * Signs, ahead of time and in batches, the answers that are missing or old. A batch is one transaction: it is signed while
 * nothing is locked, then stored. Of several nodes one signs at a time. Where a responder's key is gone the answers that are
 * there go on, and {@link #stopped} says since when. Thread-safe.
 */
public final class AnswerProduction {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerProduction.class);

    /** Longer than any list lives that is not published again, and any node stands still that goes on afterwards. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private record Batch(int due, int stored) {}

    private final Connections connections;
    private final OcspResponder responder;
    private final AnswerSigner signer;
    private final int size;
    private final Clock clock;
    private final Map<String, Instant> stopped = new ConcurrentHashMap<>();

    /** @param connections a transaction per call */
    public AnswerProduction(
            Connections connections, OcspResponder responder, AnswerSigner signer, AnswerPolicy policy, Clock clock) {
        this.connections = connections;
        this.responder = responder;
        this.signer = signer;
        this.size = policy.batch();
        this.clock = clock;
    }

    /**
     * Signs what is due, until nothing is.
     *
     * @return how many answers were stored
     * @throws PkiException fault STORE where the database does not answer; what was stored stays
     */
    public int run() {
        int stored = 0;
        for (Delegate by : responder.delegates()) {
            try {
                Batch batch;
                do {
                    batch = connections.with(c -> batch(by, new AnswerStore(Connections.joined(c))));
                    stored += batch.stored();
                    // A batch that was full may have left some; one of which nothing could be stored would come again.
                } while (batch.due() == size && batch.stored() > 0);
                if (stopped.remove(by.ca()) != null) {
                    LOG.info("the OCSP responder of {} signs again", by.ca());
                }
            } catch (PkiException e) {
                if (!e.fault().ofKey()) {
                    throw e;
                }
                if (stopped.putIfAbsent(by.ca(), clock.instant()) == null) {
                    LOG.error("the OCSP responder of {} cannot sign; answers that were signed go on", by.ca(), e);
                }
            }
        }
        return stored;
    }

    /** Removes answers of certificates that have ended, and changes that every reader has long read. */
    public void tidy() {
        Instant now = clock.instant();
        new AnswerStore(connections).tidy(now, now.minus(REMEMBERED));
    }

    /** CAs whose responder's key could not be used at the last try, each with the time of its first failure (UTC). */
    public Map<String, Instant> stopped() {
        return new TreeMap<>(stopped);
    }

    private Batch batch(Delegate by, AnswerStore store) {
        if (!store.lock()) {
            return new Batch(0, 0);
        }
        List<AnswerStore.Due> due = store.due(by.ca(), clock.instant(), size);
        List<PresignedAnswer> signed = new ArrayList<>(due.size());
        for (AnswerStore.Due each : due) {
            signed.add(signer.sign(by, each.certificate(), each.status()));
        }
        return new Batch(due.size(), store.keep(signed));
    }
}
