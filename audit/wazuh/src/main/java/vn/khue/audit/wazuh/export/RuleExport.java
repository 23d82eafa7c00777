package vn.khue.audit.wazuh.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.khue.audit.detection.match.Glob;
import vn.khue.audit.detection.pack.DetectionPack;
import vn.khue.audit.detection.sigma.CorrelationType;
import vn.khue.audit.detection.sigma.RuleHead;
import vn.khue.audit.detection.sigma.SigmaDocument;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.detection.sigma.Threshold;
import vn.khue.audit.wazuh.WazuhException;

/**
 * Gives Wazuh the rules of detection (architecture, decision 9). In 4.x a rule about one event becomes one rule for each of its
 * alternatives, an exception is a pattern that the line must not hold; a correlation becomes a rule that counts the events of a group. Wazuh gives an event to
 * one rule alone, so each rule carries the groups of all the rules that it implies, and narrower rules stand before wider ones.
 * For one export.
 */
public final class RuleExport {

    private static final String GROUP = "khue_";
    private static final int MOST_SECONDS = 99_999;
    private static final int MOST_FREQUENCY = 9_999;

    private final DetectionPack pack;
    private final RuleIds ids;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    /** Rules that count, with that whose events complete them; in the order of the file. */
    private final Map<Part, Part> counted = new LinkedHashMap<>();

    private final List<WazuhRule> written = new ArrayList<>();

    /** How a rule or correlation stands in 4.x. */
    private static final class Part {
        private final RuleHead head;
        private final int first;
        private final List<Conjunction> ways = new ArrayList<>();
        private final Set<Loss> losses = EnumSet.noneOf(Loss.class);
        private final TreeSet<String> hiddenBy = new TreeSet<>();
        private final boolean alerts;

        Part(RuleHead head, int first, boolean alerts) {
            this.head = head;
            this.first = first;
            this.alerts = alerts;
        }

        boolean there() {
            return losses.stream().noneMatch(Loss::whole);
        }

        String group() {
            return GROUP + first;
        }

        int level() {
            return alerts ? levelOf(head.level()) : 1;
        }
    }

    /** One alternative of a rule, with the other rules that it implies. */
    private record Way(Part part, Conjunction asks, List<Part> implied) {}

    private RuleExport(DetectionPack pack, RuleIds ids) {
        this.pack = pack;
        this.ids = ids;
    }

    /** @throws WazuhException if a rule has no number in {@code rule-ids.properties} */
    public static ExportedPack of(DetectionPack pack) {
        return of(pack, RuleIds.load());
    }

    static ExportedPack of(DetectionPack pack, RuleIds ids) {
        return new RuleExport(pack, ids).run();
    }

    private ExportedPack run() {
        written.add(root());
        written.addAll(mirrored());
        pack.rules().rules().forEach(this::read);
        singles();
        pack.rules().correlations().forEach(this::correlation);
        hideAmongCounting();
        SortedMap<String, String> sigma = new TreeMap<>();
        List<ExportedRule> table = new ArrayList<>();
        parts.values().stream()
                .filter(part -> part.alerts)
                .sorted(Comparator.comparing(part -> part.head.reference()))
                .forEach(part -> {
                    SchemaRule five = SchemaRule.of(
                            pack.rules().find(part.head.reference()).orElseThrow(), part.ways);
                    five.yaml().ifPresent(yaml -> sigma.put(part.head.reference(), yaml));
                    table.add(new ExportedRule(
                            part.head.reference(),
                            part.head.level(),
                            part.there() ? OptionalInt.of(part.first) : OptionalInt.empty(),
                            part.losses,
                            part.hiddenBy,
                            five.losses()));
                });
        return new ExportedPack(
                WazuhXml.rules(written), WazuhXml.decoders(), script(), sigma, SchemaDecoder.yaml(), table);
    }

    private static String script() {
        try (InputStream in = RuleExport.class.getResourceAsStream(ExportedPack.SCRIPT_FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WazuhRule root() {
        return WazuhRule.single(
                RuleIds.ROOT,
                0,
                RuleIds.OCSF,
                List.of(Clause.of("metadata.product.vendor_name", "^Khu")),
                List.of(),
                Optional.empty(),
                "Khuê: event",
                List.of(),
                List.of());
    }

    /** Alerts that Khuê raised itself and sends on. */
    private static List<WazuhRule> mirrored() {
        List<WazuhRule> rules = new ArrayList<>();
        for (SigmaLevel level : SigmaLevel.values()) {
            if (level != SigmaLevel.INFORMATIONAL) {
                rules.add(
                        0,
                        WazuhRule.single(
                                RuleIds.ROOT + level.ordinal(),
                                levelOf(level),
                                RuleIds.ROOT,
                                List.of(
                                        Clause.of(
                                                "unmapped.kind", Glob.literal("ALERT_RAISED", Glob.Anchor.WHOLE, true)),
                                        Clause.of(
                                                "unmapped.details.level",
                                                Glob.literal(level.word(), Glob.Anchor.WHOLE, true))),
                                List.of(),
                                Optional.empty(),
                                "Khuê alert: $(unmapped.details.rule)",
                                List.of(),
                                List.of("khue_alert")));
            }
        }
        return rules;
    }

    /** 4.x counts from 0 to 16 and calls 12 and more grave; 5.x reads 10 to 13 as high and 14 as critical. */
    static int levelOf(SigmaLevel level) {
        return switch (level) {
            case INFORMATIONAL -> 1;
            case LOW -> 5;
            case MEDIUM -> 8;
            case HIGH -> 12;
            case CRITICAL -> 14;
        };
    }

    private Part part(RuleHead head) {
        int first = ids.first(head.reference())
                .orElseThrow(() -> new WazuhException("Wazuh export: expected a number for the rule " + head.reference()
                        + " in rule-ids.properties, found none; give it the next free block of ten"));
        Part part = new Part(head, first, alerts(head));
        parts.put(head.id().toString(), part);
        return part;
    }

    /** As the engine has it: what a correlation counts is an alert of its own under {@code generate} alone. */
    private boolean alerts(RuleHead head) {
        List<SigmaDocument.Correlation> over = pack.rules().correlations().stream()
                .filter(each -> each.rules().stream()
                        .anyMatch(reference -> pack.rules()
                                .find(reference)
                                .orElseThrow()
                                .head()
                                .id()
                                .equals(head.id())))
                .toList();
        return head.level() != SigmaLevel.INFORMATIONAL
                && (over.isEmpty() || over.stream().anyMatch(SigmaDocument.Correlation::generate));
    }

    private void read(SigmaDocument.Rule rule) {
        Part part = part(rule.head());
        Alternatives alternatives = new Alternatives();
        part.ways.addAll(alternatives.of(rule.expression()));
        part.losses.addAll(alternatives.losses());
        if (part.ways.size() > RuleIds.BLOCK) {
            part.losses.add(Loss.TOO_MANY_WAYS);
        }
    }

    private void singles() {
        List<Part> there = parts.values().stream().filter(Part::there).toList();
        List<Way> ways = new ArrayList<>();
        for (Part part : there) {
            for (Conjunction asks : part.ways) {
                ways.add(new Way(
                        part,
                        asks,
                        there.stream()
                                .filter(other ->
                                        other != part && other.ways.stream().anyMatch(asks::implies))
                                .toList()));
            }
        }
        ways.sort(Comparator.comparingInt((Way way) -> -way.part().level())
                .thenComparingInt(way -> -way.implied().size())
                .thenComparingInt(way -> way.part().first));
        Map<Part, Integer> next = new LinkedHashMap<>();
        for (int i = 0; i < ways.size(); i++) {
            Way way = ways.get(i);
            ways.subList(0, i).forEach(before -> hide(before, way));
            write(way, next);
        }
    }

    private static void hide(Way before, Way behind) {
        boolean apart = before.part() == behind.part() || before.asks().excludes(behind.asks());
        boolean counted = before.asks().implies(behind.asks()) && !behind.part().alerts;
        if (!apart && !counted) {
            behind.part().losses.add(Loss.SHARED);
            behind.part().hiddenBy.add(before.part().head.reference());
        }
    }

    private void write(Way way, Map<Part, Integer> next) {
        Part part = way.part();
        int id = next.merge(part, part.first, (last, first) -> last + 1);
        List<String> groups = new ArrayList<>(List.of(part.group()));
        way.implied().stream().map(Part::group).forEach(groups::add);
        written.add(WazuhRule.single(
                id,
                part.level(),
                RuleIds.ROOT,
                way.asks().clauses(),
                way.asks().exceptions(),
                way.asks().hours(),
                "Khuê: " + part.head.title(),
                part.alerts ? part.head.techniques() : List.of(),
                groups));
    }

    private void correlation(SigmaDocument.Correlation correlation) {
        Part part = part(correlation.head());
        List<Part> over = correlation.rules().stream()
                .map(reference -> parts.get(
                        pack.rules().find(reference).orElseThrow().head().id().toString()))
                .toList();
        judge(correlation, part, over);
        if (part.there()) {
            written.add(counting(correlation, part, over));
            counted.put(part, over.get(over.size() - 1));
        }
    }

    /**
     * Rules that count the same events stand below the same rules, and one of them alone gets an event; and the search of a rule ends at an event that a
     * rule as grave as itself counted before (Search_LastGroups in src/analysisd/eventinfo.c, 4.14.7).
     */
    private void hideAmongCounting() {
        for (Part hidden : counted.keySet()) {
            for (Part before : counted.keySet()) {
                if (before != hidden
                        && before.level() >= hidden.level()
                        && meets(counted.get(before), counted.get(hidden))) {
                    hidden.losses.add(Loss.SHARED);
                    hidden.hiddenBy.add(before.head.reference());
                }
            }
        }
    }

    private static boolean meets(Part one, Part other) {
        return one == other
                || one.ways.stream().anyMatch(way -> other.ways.stream().anyMatch(way::implies))
                || other.ways.stream().anyMatch(way -> one.ways.stream().anyMatch(way::implies));
    }

    private void judge(SigmaDocument.Correlation correlation, Part part, List<Part> over) {
        boolean ordered = correlation.type() == CorrelationType.TEMPORAL_ORDERED;
        if (correlation.type() == CorrelationType.TEMPORAL) {
            part.losses.add(Loss.ANY_ORDER);
        } else if (over.size() != (ordered ? 2 : 1)) {
            part.losses.add(Loss.SEVERAL_RULES);
        }
        for (Part below : over) {
            if (!below.there()) {
                part.losses.add(Loss.PART_NOT_THERE);
            }
            below.losses.stream().filter(loss -> !loss.whole()).forEach(part.losses::add);
            part.hiddenBy.addAll(below.hiddenBy);
        }
        List<String> named = new ArrayList<>(correlation.groupBy());
        named.addAll(correlation.fields());
        for (String name : named) {
            Set<String> fields = new HashSet<>();
            over.forEach(below -> fields.add(correlation.fieldOf(name, below.head)));
            if (fields.size() > 1) {
                part.losses.add(Loss.TWO_FIELDS);
            } else if (fields.contains("khue.identity")) {
                part.losses.add(Loss.IDENTITY);
            }
        }
        Threshold threshold = correlation.threshold();
        if (correlation.timespan().toSeconds() > MOST_SECONDS || threshold.least() > MOST_FREQUENCY) {
            part.losses.add(Loss.TOO_LONG);
        }
        if (threshold.most() != Long.MAX_VALUE) {
            part.losses.add(Loss.UPPER_BOUND);
        }
        if (pack.profile().schoolThresholds().containsKey(correlation.head().reference())) {
            part.losses.add(Loss.SCHOOLS);
        }
        if (correlation.type() == CorrelationType.VALUE_COUNT) {
            part.losses.add(Loss.DISTINCT);
        } else if (!ordered && threshold.least() == 1) {
            part.losses.add(Loss.EVERY_EVENT);
        }
    }

    private static WazuhRule counting(SigmaDocument.Correlation correlation, Part part, List<Part> over) {
        Part last = over.get(over.size() - 1);
        boolean ordered = correlation.type() == CorrelationType.TEMPORAL_ORDERED;
        boolean alone = !ordered && correlation.threshold().least() == 1;
        return new WazuhRule(
                part.first,
                part.level(),
                ordered || alone
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) correlation.threshold().least()),
                alone
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) correlation.timespan().toSeconds()),
                List.of(),
                Optional.of(last.group()),
                alone ? Optional.empty() : Optional.of(over.get(0).group()),
                List.of(),
                List.of(),
                Optional.empty(),
                alone
                        ? List.of()
                        : correlation.groupBy().stream()
                                .map(name -> RuleFields.inLine(correlation.fieldOf(name, last.head)))
                                .toList(),
                correlation.fields().stream().map(RuleFields::inLine).toList(),
                "Khuê: " + part.head.title(),
                part.head.techniques(),
                List.of(part.group()));
    }
}
