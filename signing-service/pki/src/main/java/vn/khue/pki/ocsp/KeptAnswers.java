package vn.khue.pki.ocsp;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import vn.khue.pki.store.IssuerAndSerial;

/**
 * Pre-signed answers in this node's memory. It is believed only for the length of a lease after the last look for changes
 * began: a change that is acknowledged a lease after its commit is therefore never contradicted, by whichever node, even by
 * one that was cut off or stood still. Of what was read before a change nothing is kept after it ({@link #epoch}). Bounded;
 * thread-safe.
 */
final class KeptAnswers {
    /** What a GET path asks for never changes; only answers do. */
    private final Map<String, IssuerAndSerial> paths = new ConcurrentHashMap<>();

    private final Map<IssuerAndSerial, KeptAnswer> answers = new ConcurrentHashMap<>();
    private final int most;
    private final long leaseNanos;
    private final LongSupplier nanoTime;
    private volatile boolean looked;
    private volatile long lookedAt;
    private volatile long epoch;

    /**
     * @param most how many answers
     * @param nanoTime a clock that nobody sets
     */
    KeptAnswers(int most, Duration lease, LongSupplier nanoTime) {
        this.most = most;
        this.leaseNanos = lease.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The answer to a GET by a path that was answered before; empty where memory does not know or is not to be believed. */
    Optional<KeptAnswer> byPath(String path, Instant now) {
        IssuerAndSerial certificate = paths.get(path);
        return certificate == null ? Optional.empty() : find(certificate, now);
    }

    Optional<KeptAnswer> find(IssuerAndSerial certificate, Instant now) {
        if (!believed()) {
            return Optional.empty();
        }
        KeptAnswer kept = answers.get(certificate);
        return kept != null && now.isBefore(kept.usableUntil()) ? Optional.of(kept) : Optional.empty();
    }

    boolean believed() {
        return looked && nanoTime.getAsLong() - lookedAt < leaseNanos;
    }

    /** To be read before the database is, and handed to {@link #keep}. */
    long epoch() {
        return epoch;
    }

    /** Keeps what was read since {@code since}; not where something has changed in between. */
    synchronized void keep(IssuerAndSerial certificate, KeptAnswer answer, long since) {
        if (since != epoch) {
            return;
        }
        makeRoom(answers);
        answers.put(certificate, answer);
    }

    /** Remembers what a path asks for. */
    void remember(String path, IssuerAndSerial certificate) {
        makeRoom(paths);
        paths.put(path, certificate);
    }

    /**
     * What a look into the database found.
     *
     * @param began nano time before the database was asked
     */
    synchronized void changed(List<IssuerAndSerial> certificates, boolean all, long began) {
        if (!all) {
            epoch++;
            answers.clear();
        } else if (!certificates.isEmpty()) {
            epoch++;
            certificates.forEach(answers::remove);
        }
        lookedAt = began;
        looked = true;
    }

    /** Forgets all answers, until the next look. */
    synchronized void forget() {
        epoch++;
        looked = false;
        answers.clear();
    }

    int size() {
        return answers.size();
    }

    /** Any entry may go: what is asked for often comes back at the next request. */
    private <K, V> void makeRoom(Map<K, V> map) {
        if (map.size() >= most) {
            Iterator<K> some = map.keySet().iterator();
            for (int i = 0; i < Math.max(1, most / 16) && some.hasNext(); i++) {
                some.next();
                some.remove();
            }
        }
    }
}
