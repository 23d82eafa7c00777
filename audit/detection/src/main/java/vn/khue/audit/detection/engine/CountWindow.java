package vn.khue.audit.detection.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts matches, or their distinct values, that lie within the span. In order, a match costs constant time; one that comes late is
 * put in its place and the windows it is in are counted anew.
 */
final class CountWindow implements Window {

    private final Bounds bounds;
    private final boolean distinct;
    private final ArrayList<Hit> hits = new ArrayList<>(4);
    private final Map<String, Integer> values = new HashMap<>(4);
    /** What lies before is forgotten. */
    private int first;
    /** Where the window that ends with the newest match begins. */
    private int begin;

    private long evicted;

    CountWindow(Bounds bounds, boolean distinct) {
        this.bounds = bounds;
        this.distinct = distinct;
    }

    @Override
    public Taken take(int step, Hit hit, Watcher watcher) {
        if (hits.size() == first || hit.compareTo(hits.get(hits.size() - 1)) > 0) {
            append(hit);
            long count = distinct ? values.size() : hits.size() - begin;
            if (bounds.threshold().holds(count) && watcher.wants(hit.time())) {
                watcher.full(new Full(List.copyOf(hits.subList(begin, hits.size())), count));
            }
            return Taken.NEW;
        }
        int place = Collections.binarySearch(hits.subList(first, hits.size()), hit) + first;
        if (place >= first) {
            return Taken.KNOWN;
        }
        // A place not found comes as -(insertion point) - 1 within the part that is remembered.
        place = first - (place - first) - 1;
        if (hit.time() <= newest() - bounds.span() - bounds.kept()) {
            return Taken.TOO_OLD;
        }
        hits.add(place, hit);
        recount();
        trim();
        scan(hit, watcher);
        return Taken.NEW;
    }

    private void append(Hit hit) {
        hits.add(hit);
        count(hit.value(), 1);
        long edge = hit.time() - bounds.span();
        while (hits.get(begin).time() <= edge) {
            count(hits.get(begin++).value(), -1);
        }
        trim();
    }

    private void count(String value, int by) {
        if (distinct) {
            values.merge(value, by, (now, change) -> now + change == 0 ? null : now + change);
        }
    }

    private void recount() {
        values.clear();
        begin = hits.size();
        long edge = newest() - bounds.span();
        while (begin > first && hits.get(begin - 1).time() > edge) {
            count(hits.get(--begin).value(), 1);
        }
    }

    private void trim() {
        long oldest = newest() - bounds.span() - bounds.kept();
        while (first < begin && hits.get(first).time() <= oldest) {
            first++;
        }
        while (hits.size() - first > bounds.hits()) {
            if (first == begin) {
                count(hits.get(begin++).value(), -1);
            }
            first++;
            evicted++;
        }
        if (first > 64 && first > hits.size() / 2) {
            hits.subList(0, first).clear();
            begin -= first;
            first = 0;
        }
    }

    /** Every window that a late match is in, by the match that ends it. */
    private void scan(Hit late, Watcher watcher) {
        Map<String, Integer> within = new HashMap<>();
        int from = first;
        for (int end = first; end < hits.size() && hits.get(end).time() < late.time() + bounds.span(); end++) {
            within.merge(hits.get(end).value(), 1, Integer::sum);
            while (hits.get(from).time() <= hits.get(end).time() - bounds.span()) {
                within.computeIfPresent(hits.get(from++).value(), (value, count) -> count == 1 ? null : count - 1);
            }
            long count = distinct ? within.size() : end + 1L - from;
            if (hits.get(end).compareTo(late) >= 0
                    && bounds.threshold().holds(count)
                    && watcher.wants(hits.get(end).time())) {
                watcher.full(new Full(List.copyOf(hits.subList(from, end + 1)), count));
            }
        }
    }

    @Override
    public int held() {
        return hits.size() - first;
    }

    @Override
    public long newest() {
        return hits.get(hits.size() - 1).time();
    }

    @Override
    public long evictions() {
        long since = evicted;
        evicted = 0;
        return since;
    }
}
