package vn.khue.audit.detection.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import vn.khue.audit.detection.field.SchoolNetworks;
import vn.khue.audit.detection.match.Fields;
import vn.khue.audit.detection.sigma.CorrelationType;
import vn.khue.audit.detection.sigma.RuleHead;
import vn.khue.audit.detection.sigma.SigmaDocument.Correlation;
import vn.khue.audit.detection.sigma.Threshold;

/**
 * One correlation with its groups. A group fires once in each slot of a fixed grid of timespans: whether it does follows from the events
 * of one span alone, so a run that begins later fires at the same places. Not thread-safe.
 */
final class Correlator {

    private static final String ADDRESS = "src_endpoint.ip";

    private final Correlation correlation;
    private final Optional<Threshold> school;
    private final SchoolNetworks schools;
    private final EngineLimits limits;
    private final long span;
    private final LinkedHashMap<List<String>, Group> groups = new LinkedHashMap<>(64, 0.75f, true);
    private long evicted;
    private long held;

    Correlator(Correlation correlation, Optional<Threshold> school, SchoolNetworks schools, EngineLimits limits) {
        this.correlation = correlation;
        this.school = school;
        this.schools = schools;
        this.limits = limits;
        this.span = correlation.timespan().toMillis();
    }

    /**
     * A group has what the correlation asks for.
     *
     * @param key the values of the group
     * @param slot of the grid
     */
    record Fired(
            List<String> key,
            SortedMap<String, String> group,
            long slot,
            Window.Full window,
            Threshold threshold,
            Duration span) {}

    private static final class Group {
        private final Window window;
        private final Threshold threshold;
        private final TreeSet<Long> fired = new TreeSet<>();

        Group(Window window, Threshold threshold) {
            this.window = window;
            this.threshold = threshold;
        }
    }

    /**
     * Takes a match of one of its rules.
     *
     * @param rule the rule, whose aliases hold for the fields
     */
    void take(RuleHead rule, int step, Fields fields, Hit match, Consumer<Fired> fired) {
        Optional<List<String>> grouped = key(rule, fields);
        if (grouped.isEmpty()) {
            return;
        }
        List<String> key = grouped.get();
        Optional<Hit> hit = counted(rule, fields, match);
        if (hit.isEmpty()) {
            return;
        }
        Group group = groups.computeIfAbsent(key, this::begin);
        int before = group.window.held();
        group.window.take(step, hit.get(), new Window.Watcher() {
            @Override
            public boolean wants(long end) {
                return !group.fired.contains(Math.floorDiv(end, span));
            }

            @Override
            public void full(Window.Full window) {
                long slot = Math.floorDiv(
                        window.hits().get(window.hits().size() - 1).time(), span);
                if (group.fired.add(slot)) {
                    fired.accept(new Fired(key, named(key), slot, window, group.threshold, correlation.timespan()));
                }
            }
        });
        held += group.window.held() - before;
        evicted += group.window.evictions();
        group.fired
                .headSet(Math.floorDiv(
                        group.window.newest() - 2 * span - limits.kept().toMillis(), span))
                .clear();
        if (groups.size() > limits.groups()) {
            evictEldest();
        }
    }

    /**
     * The values of the group that a match of one of its rules belongs to, in the order of the correlation; empty where one is missing.
     *
     * @param rule the rule, whose aliases hold for the fields
     */
    Optional<List<String>> key(RuleHead rule, Fields fields) {
        List<String> key = new ArrayList<>(correlation.groupBy().size());
        for (String name : correlation.groupBy()) {
            Optional<String> value = fields.value(correlation.fieldOf(name, rule));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            key.add(value.get());
        }
        return Optional.of(key);
    }

    /** Forgets the group unused longest; there is one. */
    void evictEldest() {
        Iterator<Group> eldest = groups.values().iterator();
        held -= eldest.next().window.held();
        eldest.remove();
        evicted++;
    }

    /** Matches that its groups remember. */
    long held() {
        return held;
    }

    private Optional<Hit> counted(RuleHead rule, Fields fields, Hit match) {
        if (correlation.type() != CorrelationType.VALUE_COUNT) {
            return Optional.of(match);
        }
        StringBuilder value = new StringBuilder();
        for (String name : correlation.fields()) {
            Optional<String> part = fields.value(correlation.fieldOf(name, rule));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            value.append(part.get()).append('\n');
        }
        return Optional.of(new Hit(match.time(), match.id(), value.toString(), match.events()));
    }

    private Group begin(List<String> key) {
        int address = correlation.groupBy().indexOf(ADDRESS);
        boolean ofSchool = address >= 0 && school.isPresent() && schools.hold(Optional.of(key.get(address)));
        Threshold threshold = ofSchool ? school.get() : correlation.threshold();
        Window.Bounds bounds = new Window.Bounds(span, limits.kept().toMillis(), limits.hits(), threshold);
        Window window =
                switch (correlation.type()) {
                    case EVENT_COUNT -> new CountWindow(bounds, false);
                    case VALUE_COUNT -> new CountWindow(bounds, true);
                    case TEMPORAL ->
                        new SequenceWindow(bounds, false, correlation.rules().size());
                    case TEMPORAL_ORDERED ->
                        new SequenceWindow(bounds, true, correlation.rules().size());
                };
        return new Group(window, threshold);
    }

    /** A group's values with their fields. */
    SortedMap<String, String> named(List<String> key) {
        SortedMap<String, String> group = new TreeMap<>();
        for (int i = 0; i < key.size(); i++) {
            group.put(correlation.groupBy().get(i), key.get(i));
        }
        return group;
    }

    /** Forgets groups in which nothing can happen any more. */
    void sweep(long watermark) {
        long oldest = watermark - span - limits.kept().toMillis();
        Iterator<Group> eldest = groups.values().iterator();
        while (eldest.hasNext()) {
            Window window = eldest.next().window;
            if (window.newest() >= oldest) {
                return;
            }
            held -= window.held();
            eldest.remove();
        }
    }

    int groups() {
        return groups.size();
    }

    long evictions() {
        return evicted;
    }
}
