package vn.khue.audit.detection.sigma;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a document that is a correlation; Sigma 2.1, correlation rules. For one document. */
final class CorrelationReader {

    private static final int MOST_RULES = 32;
    private static final int MOST_GROUP_FIELDS = 8;
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})([smhd])");
    private static final String PATH = "correlation.";

    private final Attributes attributes;
    private final Problems problems;

    CorrelationReader(Attributes attributes, Problems problems) {
        this.attributes = attributes;
        this.problems = problems;
    }

    SigmaDocument.Correlation read(YamlNode.Mapping document, YamlNode.Mapping correlation) {
        RuleHead head = attributes.head();
        CorrelationType type = type(correlation);
        List<String> rules = attributes.texts(correlation, PATH, "rules");
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            problems.add(
                    correlation.line(),
                    PATH + "rules",
                    "expected 1 to " + MOST_RULES + " rules, found " + rules.size());
        }
        List<String> groupBy = attributes.texts(correlation, PATH, "group-by");
        if (groupBy.size() > MOST_GROUP_FIELDS) {
            problems.add(
                    correlation.line(),
                    PATH + "group-by",
                    "expected at most " + MOST_GROUP_FIELDS + " fields, found more");
        }
        boolean generate = correlation.get("generate").orElse(null) instanceof YamlNode.Scalar scalar
                && scalar.bool().orElse(false);
        Conditions conditions = conditions(correlation, type, rules.size());
        return new SigmaDocument.Correlation(
                head,
                type,
                rules,
                aliases(correlation),
                groupBy,
                timespan(correlation),
                conditions.threshold,
                conditions.fields,
                generate);
    }

    private record Conditions(Threshold threshold, List<String> fields) {}

    private CorrelationType type(YamlNode.Mapping correlation) {
        String word = attributes.text(correlation, PATH, "type").orElse("");
        Optional<CorrelationType> type = CorrelationType.of(word);
        if (type.isEmpty()) {
            problems.add(
                    correlation.get("type").map(YamlNode::line).orElse(correlation.line()),
                    PATH + "type",
                    "expected event_count, value_count, temporal or temporal_ordered, found "
                            + (word.isEmpty() ? "nothing" : Problems.shown(word)));
        }
        return type.orElse(CorrelationType.EVENT_COUNT);
    }

    private Duration timespan(YamlNode.Mapping correlation) {
        String word = attributes.text(correlation, PATH, "timespan").orElse("");
        Matcher span = SPAN.matcher(word);
        if (span.matches()) {
            long amount = Long.parseLong(span.group(1));
            Duration found =
                    switch (span.group(2)) {
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    };
            if (!found.isZero() && found.compareTo(LONGEST) <= 0) {
                return found;
            }
        }
        problems.add(
                correlation.get("timespan").map(YamlNode::line).orElse(correlation.line()),
                PATH + "timespan",
                "expected a number and s, m, h or d, from 1s to 7d, found "
                        + (word.isEmpty() ? "nothing" : Problems.shown(word)));
        return Duration.ofSeconds(1);
    }

    private Map<String, Map<String, String>> aliases(YamlNode.Mapping correlation) {
        Map<String, Map<String, String>> aliases = new TreeMap<>();
        YamlNode node = correlation.get("aliases").orElse(null);
        if (node instanceof YamlNode.Mapping names) {
            for (YamlNode.Entry entry : names.entries()) {
                Map<String, String> byRule = new TreeMap<>();
                if (entry.value() instanceof YamlNode.Mapping rules) {
                    rules.entries()
                            .forEach(rule -> attributes
                                    .text(rules, PATH + "aliases." + entry.key() + ".", rule.key())
                                    .ifPresent(field -> byRule.put(rule.key(), field)));
                } else {
                    problems.add(
                            entry.line(),
                            PATH + "aliases." + entry.key(),
                            "expected a field for each rule, found none");
                }
                aliases.put(entry.key(), byRule);
            }
        } else if (node != null) {
            problems.add(node.line(), PATH + "aliases", "expected names with a field for each rule, found none");
        }
        return aliases;
    }

    private Conditions conditions(YamlNode.Mapping correlation, CorrelationType type, int rules) {
        YamlNode node = correlation.get("condition").orElse(null);
        boolean temporal = type == CorrelationType.TEMPORAL || type == CorrelationType.TEMPORAL_ORDERED;
        if (node == null && temporal) {
            return new Conditions(Threshold.atLeast(Math.max(1, rules)), List.of());
        }
        if (!(node instanceof YamlNode.Mapping condition)) {
            problems.add(
                    node == null ? correlation.line() : node.line(),
                    PATH + "condition",
                    "expected gte, gt or eq with a number, found none");
            return new Conditions(Threshold.atLeast(1), List.of());
        }
        List<String> fields = attributes.texts(condition, PATH + "condition.", "field");
        if ((type == CorrelationType.VALUE_COUNT) == fields.isEmpty()) {
            problems.add(
                    condition.line(),
                    PATH + "condition.field",
                    "expected a field with value_count and with nothing else, found otherwise");
        }
        return new Conditions(threshold(condition, type == CorrelationType.TEMPORAL_ORDERED, rules), fields);
    }

    private Threshold threshold(YamlNode.Mapping condition, boolean ordered, int rules) {
        long least = 0;
        long most = Long.MAX_VALUE;
        boolean numbers = true;
        for (YamlNode.Entry entry : condition.entries()) {
            if (entry.key().equals("field")) {
                continue;
            }
            Optional<Long> number =
                    entry.value() instanceof YamlNode.Scalar scalar ? scalar.number() : Optional.empty();
            long limit = number.filter(each -> each >= 0).orElse(-1L);
            if (limit < 0) {
                problems.add(entry.line(), PATH + "condition." + entry.key(), "expected a whole number, found none");
                numbers = false;
                continue;
            }
            switch (entry.key()) {
                case "gte" -> least = Math.max(least, limit);
                case "gt" -> least = Math.max(least, limit + 1);
                case "lte" -> most = Math.min(most, limit);
                case "lt" -> most = Math.min(most, limit - 1);
                case "eq" -> {
                    least = Math.max(least, limit);
                    most = Math.min(most, limit);
                }
                default ->
                    problems.add(
                            entry.line(),
                            PATH + "condition." + entry.key(),
                            "expected gte, gt, eq, lte or lt, found " + Problems.shown(entry.key()));
            }
        }
        if (!numbers) {
            return Threshold.atLeast(1);
        }
        if (least < 1) {
            problems.add(
                    condition.line(),
                    PATH + "condition",
                    "expected gte, gt or eq of at least 1, found none: what does not happen brings no event to judge it by");
        } else if (most < least) {
            problems.add(condition.line(), PATH + "condition", "expected a range that can be reached, found none");
        } else if (ordered && least != rules) {
            problems.add(
                    condition.line(), PATH + "condition", "expected every rule of the order, found a part of them");
        } else {
            return new Threshold(least, most);
        }
        return Threshold.atLeast(1);
    }
}
