package vn.khue.audit.detection.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.khue.audit.detection.field.EventFields;
import vn.khue.audit.detection.field.KhueTaxonomy;
import vn.khue.audit.detection.field.Observed;
import vn.khue.audit.detection.field.SchoolNetworks;
import vn.khue.audit.detection.match.Fields;
import vn.khue.audit.detection.sigma.RuleHead;
import vn.khue.audit.detection.sigma.RuleSet;
import vn.khue.audit.detection.sigma.SigmaDocument;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.detection.sigma.Threshold;
import vn.khue.audit.event.EventKind;

/**
 * Runs a set of rules over events in the order of their own time.
 *
 * <p>An event waits until nothing older within the allowed lateness can come: until the newest time of storing is further than that.
 * So neither the order in which events arrive nor when they are read has a say in what is found. What comes later than that is counted
 * as late and judged at once, in the windows that are still remembered.
 *
 * <p>Nothing is written down: fed again from {@link #horizon} before where it stopped, an engine is in the state in which it was, and the
 * alerts it gives have the ids they had.
 *
 * <p>Several engines can share the work ({@link Shard}): each is fed every event and takes what falls to it. A correlation of
 * correlations is counted where its own group falls, so a group is held by the shard of its values and by those of the correlations
 * that count it; only the former makes its alert. Not thread-safe.
 */
public final class DetectionEngine {

    private static final int REMEMBERED_IDS = 65_536;
    private static final int BETWEEN_SWEEPS = 4_096;
    private static final int BETWEEN_CHECKS = 64;
    private static final Comparator<Observed> ORDER = Comparator.comparing(Observed::time)
            .thenComparing(observed -> observed.event().id());

    private final EngineLimits limits;
    private final SchoolNetworks schools;
    private final Shard shard;
    private final Map<EventKind, List<Node>> byKind = new EnumMap<>(EventKind.class);
    private final List<Correlator> correlators = new ArrayList<>();
    private final PriorityQueue<Observed> waiting = new PriorityQueue<>(ORDER);
    private final Set<UUID> waitingIds = new HashSet<>();
    private final LinkedHashMap<UUID, Boolean> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REMEMBERED_IDS;
        }
    };
    private Instant watermark = Instant.MIN;
    private long seen;
    private long late;
    private long duplicate;
    private long judged;
    private final long unchecked;

    /** A rule or correlation, with those that count its matches. */
    private static final class Node {
        private final SigmaDocument document;
        private final Optional<Correlator> correlator;
        private final List<Parent> parents = new ArrayList<>();
        /** Whether a match is an alert by itself. */
        private boolean alone;

        Node(SigmaDocument document, Optional<Correlator> correlator) {
            this.document = document;
            this.correlator = correlator;
            this.alone = isAlert(document);
        }

        /** Informational matches are what others are built of. */
        private static boolean isAlert(SigmaDocument document) {
            return document.head().level() != SigmaLevel.INFORMATIONAL;
        }

        RuleHead head() {
            return document.head();
        }
    }

    private record Parent(Node node, int step) {}

    /**
     * @param schoolThresholds by name of the correlation, for groups whose address is a school's
     */
    public DetectionEngine(
            RuleSet rules, Map<String, Threshold> schoolThresholds, SchoolNetworks schools, EngineLimits limits) {
        this(rules, schoolThresholds, schools, limits, Shard.whole());
    }

    /**
     * @param schoolThresholds by name of the correlation, for groups whose address is a school's
     * @param shard what of the work is this engine's
     */
    public DetectionEngine(
            RuleSet rules,
            Map<String, Threshold> schoolThresholds,
            SchoolNetworks schools,
            EngineLimits limits,
            Shard shard) {
        this.limits = limits;
        this.schools = schools;
        this.shard = shard;
        Map<UUID, Node> nodes = new HashMap<>();
        for (SigmaDocument.Rule rule : rules.rules()) {
            Node node = new Node(rule, Optional.empty());
            nodes.put(rule.head().id(), node);
            for (EventKind kind : KhueTaxonomy.kinds(rule.expression())) {
                byKind.computeIfAbsent(kind, any -> new ArrayList<>()).add(node);
            }
        }
        for (SigmaDocument.Correlation correlation : rules.correlations()) {
            Optional<Threshold> school =
                    Optional.ofNullable(schoolThresholds.get(correlation.head().reference()));
            Correlator correlator = new Correlator(correlation, school, schools, limits);
            Node node = new Node(correlation, Optional.of(correlator));
            nodes.put(correlation.head().id(), node);
            correlators.add(correlator);
            for (int step = 0; step < correlation.rules().size(); step++) {
                SigmaDocument part = rules.find(correlation.rules().get(step)).orElseThrow();
                Node of = nodes.get(part.head().id());
                of.parents.add(new Parent(node, step));
            }
        }
        for (SigmaDocument.Correlation correlation : rules.correlations()) {
            for (String reference : correlation.rules()) {
                Node part = nodes.get(rules.find(reference).orElseThrow().head().id());
                part.alone = Node.isAlert(part.document)
                        && part.parents.stream()
                                .anyMatch(parent -> ((SigmaDocument.Correlation) parent.node().document).generate());
            }
        }
        byKind.remove(EventKind.ALERT_RAISED);
        unchecked = Math.max(1, Math.min(BETWEEN_CHECKS, limits.matches() / 100));
    }

    /** Takes the next event in the order of storing, and gives what can now be said. */
    public List<Alert> accept(Observed observed) {
        List<Alert> alerts = new ArrayList<>();
        advance(observed.storedAt(), alerts);
        UUID id = observed.event().id();
        if (!shard.isWhole() && !concerns(observed)) {
            return alerts;
        }
        if (recent.putIfAbsent(id, true) != null || waitingIds.contains(id)) {
            duplicate++;
            return alerts;
        }
        seen++;
        if (observed.time().isBefore(watermark)) {
            late++;
            judge(observed, alerts);
        } else {
            waiting.add(observed);
            waitingIds.add(id);
            if (waiting.size() > limits.waiting()) {
                watermark = waiting.peek().time();
                judgeNext(alerts);
            }
        }
        return alerts;
    }

    /**
     * Says that nothing was stored up to this time, so that what waits need not wait for a next event.
     *
     * @param storedUpTo no event stored later may have an earlier time of storing
     */
    public List<Alert> advance(Instant storedUpTo) {
        List<Alert> alerts = new ArrayList<>();
        advance(storedUpTo, alerts);
        return alerts;
    }

    private void advance(Instant storedUpTo, List<Alert> alerts) {
        Instant next = storedUpTo.minus(limits.lateness());
        if (next.isAfter(watermark)) {
            watermark = next;
            while (!waiting.isEmpty() && waiting.peek().time().isBefore(watermark)) {
                judgeNext(alerts);
            }
        }
        if (seen % BETWEEN_SWEEPS == BETWEEN_SWEEPS - 1) {
            correlators.forEach(correlator -> correlator.sweep(watermark.toEpochMilli()));
        }
    }

    private void judgeNext(List<Alert> alerts) {
        Observed observed = waiting.poll();
        waitingIds.remove(observed.event().id());
        judge(observed, alerts);
    }

    private void judge(Observed observed, List<Alert> alerts) {
        List<Node> candidates = byKind.getOrDefault(observed.event().kind(), List.of());
        if (candidates.isEmpty()) {
            return;
        }
        UUID id = observed.event().id();
        Fields fields = new EventFields(observed, schools);
        for (Node node : candidates) {
            if (concerns(node, fields, id)
                    && ((SigmaDocument.Rule) node.document).expression().matches(fields)) {
                Hit hit = new Hit(observed.time().toEpochMilli(), id, "", List.of(id));
                if (node.alone && shard.holds(List.of(id.toString()))) {
                    alerts.add(single(node.head(), observed, fields));
                }
                feed(node, fields, hit, alerts);
            }
        }
        // Between two looks the sum passes the bound by some hundreds at most.
        if (++judged % unchecked == 0) {
            keepWithinBounds();
        }
    }

    /** Whether any rule could make something of it here. */
    private boolean concerns(Observed observed) {
        List<Node> candidates = byKind.getOrDefault(observed.event().kind(), List.of());
        if (candidates.isEmpty()) {
            return false;
        }
        Fields fields = new EventFields(observed, schools);
        UUID id = observed.event().id();
        return candidates.stream().anyMatch(node -> concerns(node, fields, id));
    }

    /** Whether a match of this rule would be this shard's: asked before it is looked for, which costs more. */
    private boolean concerns(Node node, Fields fields, UUID event) {
        return shard.isWhole()
                || node.alone && shard.holds(List.of(event.toString()))
                || node.parents.stream().anyMatch(parent -> holds(parent.node(), node.head(), fields));
    }

    /** Whether the group of this correlation that such a match belongs to is held here. */
    private boolean holds(Node correlation, RuleHead of, Fields fields) {
        if (shard.isWhole()) {
            return true;
        }
        Correlator correlator = correlation.correlator.orElseThrow();
        Optional<List<String>> key = correlator.key(of, fields);
        if (key.isEmpty()) {
            return false;
        }
        if ((correlation.alone || correlation.parents.isEmpty()) && shard.holds(key.get())) {
            return true;
        }
        Fields group = new GroupFields(correlator.named(key.get()));
        return correlation.parents.stream().anyMatch(parent -> holds(parent.node(), correlation.head(), group));
    }

    /** Whoever floods one correlation makes that one forget. */
    private void keepWithinBounds() {
        while (correlators.stream().mapToLong(Correlator::held).sum() > limits.matches()) {
            correlators.stream()
                    .max(Comparator.comparingLong(Correlator::held))
                    .orElseThrow()
                    .evictEldest();
        }
    }

    private void feed(Node node, Fields fields, Hit hit, List<Alert> alerts) {
        for (Parent parent : node.parents) {
            if (!holds(parent.node(), node.head(), fields)) {
                continue;
            }
            Correlator correlator = parent.node().correlator.orElseThrow();
            correlator.take(node.head(), parent.step(), fields, hit, fired -> {
                if (parent.node().alone && shard.holds(fired.key())) {
                    alerts.add(correlated((SigmaDocument.Correlation) parent.node().document, fired));
                }
                Hit last = fired.window().hits().get(fired.window().hits().size() - 1);
                feed(
                        parent.node(),
                        new GroupFields(fired.group()),
                        new Hit(last.time(), last.id(), "", events(fired.window())),
                        alerts);
            });
        }
    }

    /** The match of a correlation has the fields of its group, and no others. */
    private record GroupFields(SortedMap<String, String> group) implements Fields {
        @Override
        public Optional<String> value(String field) {
            return Optional.ofNullable(group.get(field));
        }

        @Override
        public Collection<String> values() {
            return group.values();
        }
    }

    private static List<UUID> events(Window.Full window) {
        List<UUID> events = window.hits().stream()
                .flatMap(hit -> hit.events().stream())
                .distinct()
                .toList();
        return events.size() > Alert.MOST_EVENTS
                ? events.subList(events.size() - Alert.MOST_EVENTS, events.size())
                : events;
    }

    private static Alert single(RuleHead head, Observed observed, Fields fields) {
        SortedMap<String, String> group = new TreeMap<>();
        for (String field : List.of("actor.user.uid", "src_endpoint.ip", "unmapped.target.id")) {
            fields.value(field).ifPresent(value -> group.put(field, value));
        }
        UUID event = observed.event().id();
        return new Alert(
                AlertId.of(head.id(), new TreeMap<>(), event.toString()),
                head.id(),
                head.reference(),
                head.level(),
                head.techniques(),
                group,
                observed.time(),
                observed.time(),
                List.of(event),
                1,
                new Why("why.event", List.of()));
    }

    private static Alert correlated(SigmaDocument.Correlation correlation, Correlator.Fired fired) {
        List<Hit> hits = fired.window().hits();
        RuleHead head = correlation.head();
        return new Alert(
                AlertId.of(head.id(), fired.group(), Long.toString(fired.slot())),
                head.id(),
                head.reference(),
                head.level(),
                head.techniques(),
                fired.group(),
                Instant.ofEpochMilli(hits.get(0).time()),
                Instant.ofEpochMilli(hits.get(hits.size() - 1).time()),
                events(fired.window()),
                fired.window().count(),
                new Why(
                        "why." + correlation.type().word(),
                        List.of(
                                Long.toString(fired.window().count()),
                                fired.span().toString(),
                                Long.toString(fired.threshold().least()))));
    }

    /**
     * How far back events of a kind have a say in what comes next; zero where each is judged alone. Twice the longest way of windows up
     * to the outermost correlation, and what may be late.
     */
    public Duration horizon(EventKind kind) {
        Duration longest = Duration.ZERO;
        for (Node node : byKind.getOrDefault(kind, List.of())) {
            Duration way = way(node);
            longest = way.compareTo(longest) > 0 ? way : longest;
        }
        return longest.isZero() ? limits.lateness() : longest.multipliedBy(2).plus(limits.lateness());
    }

    /** Kinds that any rule looks at. */
    public Set<EventKind> kinds() {
        return Set.copyOf(byKind.keySet());
    }

    private static Duration way(Node node) {
        Duration longest = Duration.ZERO;
        for (Parent parent : node.parents) {
            Duration way = ((SigmaDocument.Correlation) parent.node().document)
                    .timespan()
                    .plus(way(parent.node()));
            longest = way.compareTo(longest) > 0 ? way : longest;
        }
        return longest;
    }

    public EngineCounters counters() {
        long groups = 0;
        long evicted = 0;
        for (Correlator correlator : correlators) {
            groups += correlator.groups();
            evicted += correlator.evictions();
        }
        return new EngineCounters(seen, late, duplicate, evicted, waiting.size(), groups);
    }
}
