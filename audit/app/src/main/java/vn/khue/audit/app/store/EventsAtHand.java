package vn.khue.audit.app.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiFunction;
import vn.khue.audit.app.seal.SubjectKeys;
import vn.khue.audit.detection.field.Observed;
import vn.khue.audit.event.AuditEvent;

/**
 * What this process committed a moment ago, by place in the ledger, so that chaining and detection need not fetch from the database, and read
 * again, what is at hand. A hand-over and no authority: what is not here (stored by another node, before a restart, or long ago) is asked of the
 * database, which holds the same bytes. Bounded; the oldest go first. An erasure of somebody empties it: the events are here as they were before
 * they were sealed. Thread-safe.
 */
public final class EventsAtHand {

    /** Of lines; the events read from them take about twice as much beside. */
    private static final int MAX_BYTES = 16 << 20;

    private final TreeMap<Long, Span> spans = new TreeMap<>();
    private long bytes;
    private long erasures = -1;

    /** The places from {@code first} on, as one transaction filled them. */
    private record Span(long first, Instant storedAt, List<Entry> events, long bytes) {
        long next() {
            return first + events.size();
        }
    }

    /**
     * One place of the ledger.
     *
     * @param line what the ledger takes in
     * @param event the same before its personal fields were sealed, for the rules
     */
    record Entry(byte[] line, AuditEvent event) {}

    /**
     * Takes what was committed, if anything.
     *
     * @param after how many erasures there had been when it was sealed; what was sealed before one that this process knows of is not taken
     */
    void committed(long first, Instant storedAt, List<Entry> events, long after) {
        if (events.isEmpty()) {
            return;
        }
        long size = events.stream().mapToLong(each -> each.line().length).sum();
        synchronized (this) {
            if (after != SubjectKeys.NOBODY) {
                forgetBefore(after);
            }
            if (after < erasures) {
                return;
            }
            spans.put(first, new Span(first, storedAt, List.copyOf(events), size));
            bytes += size;
            while (bytes > MAX_BYTES) {
                bytes -= spans.pollFirstEntry().getValue().bytes();
            }
        }
    }

    /**
     * Forgets everything after somebody was erased, and takes nothing any more that was sealed before.
     *
     * @param number how many erasures there have been
     */
    public synchronized void forgetBefore(long number) {
        if (number > erasures) {
            spans.clear();
            bytes = 0;
            erasures = number;
        }
    }

    /** The entries of the ledger from a place on without a gap, at most so many; empty if the first is not here. */
    public List<byte[]> lines(long index, int most) {
        return walk(index, most, (span, entry) -> entry.line());
    }

    /** The same as detection wants them. */
    List<Observed> observed(long index, int most) {
        return walk(index, most, (span, entry) -> new Observed(entry.event(), span.storedAt()));
    }

    private <T> List<T> walk(long index, int most, BiFunction<Span, Entry, T> as) {
        List<T> found = new ArrayList<>();
        for (Span span : from(index, most)) {
            int first = (int) Math.max(0, index - span.first());
            for (Entry entry : span.events().subList(first, span.events().size())) {
                if (found.size() == most) {
                    return found;
                }
                found.add(as.apply(span, entry));
            }
        }
        return found;
    }

    /** The first place at or after this one that is here; what lies before it is the database's to tell. */
    synchronized OptionalLong nextFrom(long index) {
        Long next = spans.ceilingKey(index);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    private synchronized List<Span> from(long index, int most) {
        List<Span> found = new ArrayList<>();
        long at = index;
        Map.Entry<Long, Span> entry = spans.floorEntry(at);
        while (entry != null && entry.getKey() <= at && at < entry.getValue().next() && at - index < most) {
            found.add(entry.getValue());
            at = entry.getValue().next();
            entry = spans.floorEntry(at);
        }
        return found;
    }
}
