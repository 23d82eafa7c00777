package vn.khue.audit.detection.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Awaits matches of different rules within the span, in any order or in the one of the rules. Where the order does not
 * matter, and of the last rule where it does, the newest match alone makes a window in order; of those it remembers
 * {@value #MOST_PER_STEP}, for what comes late.
 */
final class SequenceWindow implements Window {

    private static final int MOST_PER_STEP = 32;

    private final Bounds bounds;
    private final boolean ordered;
    private final List<TreeSet<Hit>> steps = new ArrayList<>();
    private long newest = Long.MIN_VALUE;
    private long evicted;
    private int held;

    SequenceWindow(Bounds bounds, boolean ordered, int rules) {
        this.bounds = bounds;
        this.ordered = ordered;
        for (int i = 0; i < rules; i++) {
            steps.add(new TreeSet<>());
        }
    }

    @Override
    public Taken take(int step, Hit hit, Watcher watcher) {
        if (newest != Long.MIN_VALUE && hit.time() <= newest - bounds.span() - bounds.kept()) {
            return Taken.TOO_OLD;
        }
        if (!steps.get(step).add(hit)) {
            return Taken.KNOWN;
        }
        held++;
        newest = Math.max(newest, hit.time());
        trim(step);
        for (Hit end : endsFrom(hit)) {
            if (watcher.wants(end.time())) {
                (ordered ? order(end) : together(end)).ifPresent(watcher::full);
            }
        }
        return Taken.NEW;
    }

    private void trim(int step) {
        TreeSet<Hit> of = steps.get(step);
        while (!of.isEmpty() && of.first().time() <= newest - bounds.span() - bounds.kept()) {
            of.pollFirst();
            held--;
        }
        // In an order, what lies behind the next step may still be needed: nobody may wash it out by repeating it.
        boolean needed = ordered && step < steps.size() - 1;
        while (of.size() > (needed ? bounds.hits() : MOST_PER_STEP)) {
            of.pollFirst();
            held--;
            evicted += needed ? 1 : 0;
        }
    }

    /** The match itself and those behind it that can end a window it is in. */
    private List<Hit> endsFrom(Hit hit) {
        TreeSet<Hit> ends = new TreeSet<>();
        for (int step = ordered ? steps.size() - 1 : 0; step < steps.size(); step++) {
            for (Hit end : steps.get(step).tailSet(hit, true)) {
                if (end.time() < hit.time() + bounds.span()) {
                    ends.add(end);
                }
            }
        }
        return new ArrayList<>(ends);
    }

    private Optional<Full> together(Hit end) {
        List<Hit> found = new ArrayList<>();
        for (TreeSet<Hit> step : steps) {
            Hit latest = step.floor(end);
            if (latest != null && latest.time() > end.time() - bounds.span()) {
                found.add(latest);
            }
        }
        Collections.sort(found);
        return bounds.threshold().holds(found.size()) ? Optional.of(new Full(found, found.size())) : Optional.empty();
    }

    /** From the last backwards, each time the latest that came before: the tightest order there is. */
    private Optional<Full> order(Hit end) {
        List<Hit> found = new ArrayList<>(List.of(end));
        for (int step = steps.size() - 2; step >= 0; step--) {
            Hit before = steps.get(step).lower(found.get(0));
            if (before == null || before.time() <= end.time() - bounds.span()) {
                return Optional.empty();
            }
            found.add(0, before);
        }
        return Optional.of(new Full(found, found.size()));
    }

    @Override
    public int held() {
        return held;
    }

    @Override
    public long newest() {
        return newest;
    }

    @Override
    public long evictions() {
        long since = evicted;
        evicted = 0;
        return since;
    }
}
