package vn.khue.audit.detection.sigma;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import vn.khue.audit.detection.match.Expression;

/** One document of a Sigma file. */
public sealed interface SigmaDocument {

    RuleHead head();

    /** About one event. */
    record Rule(RuleHead head, Logsource logsource, Expression expression) implements SigmaDocument {}

    /**
     * About several events; Sigma 2.1, correlation rules.
     *
     * @param rules names or ids of what it counts or awaits; the order matters to {@link CorrelationType#TEMPORAL_ORDERED}
     * @param aliases name of a group field to, for each rule, the field that stands for it there
     * @param groupBy fields, or aliases, whose values tell groups apart
     * @param timespan longest time from the first to the last event, at least a second
     * @param threshold how many events, values or different rules
     * @param fields whose distinct values are counted; empty but for {@link CorrelationType#VALUE_COUNT}
     * @param generate whether its rules are reported by themselves too
     */
    record Correlation(
            RuleHead head,
            CorrelationType type,
            List<String> rules,
            Map<String, Map<String, String>> aliases,
            List<String> groupBy,
            Duration timespan,
            Threshold threshold,
            List<String> fields,
            boolean generate)
            implements SigmaDocument {
        public Correlation {
            rules = List.copyOf(rules);
            aliases = Map.copyOf(aliases);
            groupBy = List.copyOf(groupBy);
            fields = List.copyOf(fields);
        }

        /** The field of one rule's events that stands for a group field. */
        public String fieldOf(String group, RuleHead rule) {
            Map<String, String> byRule = aliases.getOrDefault(group, Map.of());
            return byRule.entrySet().stream()
                    .filter(entry -> rule.isCalled(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(group);
        }

        /** The same with other numbers, as a profile sets them. */
        public Correlation with(Threshold other, Duration span) {
            return new Correlation(head, type, rules, aliases, groupBy, span, other, fields, generate);
        }
    }
}
