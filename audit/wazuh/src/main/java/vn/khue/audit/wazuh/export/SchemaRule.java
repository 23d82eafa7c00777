package vn.khue.audit.wazuh.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.khue.audit.detection.sigma.RuleHead;
import vn.khue.audit.detection.sigma.SigmaDocument;

/**
 * A rule of 5.x: Sigma over Wazuh's common schema, which is a closed set of fields, and without correlations. Rules are held by the indexer, not by the
 * engine; their form is that of docs/guide/migration/rules-4x-to-5x.md, their fields those of src/engine/ruleset/schemas/engine-schema.json
 * (5.0.0-beta4).
 *
 * @param yaml the file; empty where it cannot be
 * @param losses why it cannot
 */
record SchemaRule(Optional<String> yaml, Set<Loss> losses) {

    static SchemaRule of(SigmaDocument document, List<Conjunction> ways) {
        Set<Loss> losses = EnumSet.noneOf(Loss.class);
        if (document instanceof SigmaDocument.Correlation) {
            losses.add(Loss.NO_CORRELATION);
        } else if (ways.isEmpty()) {
            losses.add(Loss.NO_SCHEMA_FIELD);
        }
        for (Conjunction way : ways) {
            if (way.hours().isPresent()) {
                losses.add(Loss.TIME_PART);
            }
            List<Clause> clauses = new ArrayList<>(way.clauses());
            clauses.addAll(way.exceptions());
            if (clauses.stream()
                    .anyMatch(clause -> RuleFields.inSchema(clause.field()).isEmpty())) {
                losses.add(Loss.NO_SCHEMA_FIELD);
            }
        }
        return new SchemaRule(losses.isEmpty() ? Optional.of(yaml(document.head(), ways)) : Optional.empty(), losses);
    }

    private static String yaml(RuleHead head, List<Conjunction> ways) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("sigma_id: ").append(quoted(head.id().toString())).append('\n');
        yaml.append("enabled: true\nstatus: \"experimental\"\n");
        yaml.append("level: ").append(quoted(head.level().word())).append('\n');
        yaml.append("metadata:\n  title: ").append(quoted(head.title())).append('\n');
        yaml.append("  author: \"Khuê\"\n");
        yaml.append("  description: ")
                .append(quoted("Khuê: " + head.title() + " (" + head.reference() + ")"))
                .append('\n');
        yaml.append("logsource:\n  product: \"khue\"\n  service: \"khue\"\n");
        yaml.append("detection:\n");
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < ways.size(); i++) {
            StringBuilder condition = new StringBuilder("selection_" + i);
            selection(yaml, condition.toString(), ways.get(i).clauses());
            for (int k = 0; k < ways.get(i).exceptions().size(); k++) {
                String filter = "filter_" + i + "_" + k;
                selection(yaml, filter, List.of(ways.get(i).exceptions().get(k)));
                condition.append(" and not ").append(filter);
            }
            conditions.add(condition.toString());
        }
        yaml.append("  condition: ")
                .append(quoted(
                        conditions.size() == 1
                                ? conditions.get(0)
                                : conditions.stream()
                                        .map(each -> "(" + each + ")")
                                        .collect(Collectors.joining(" or "))))
                .append('\n');
        List<String> techniques = head.techniques();
        yaml.append("mitre:\n");
        list(yaml, "  tactic", Tactics.of(techniques));
        list(
                yaml,
                "  technique",
                techniques.stream().map(each -> each.split("\\.")[0]).distinct().toList());
        list(
                yaml,
                "  subtechnique",
                techniques.stream().filter(each -> each.contains(".")).toList());
        list(yaml, "tags", head.tags());
        return yaml.toString();
    }

    private static void selection(StringBuilder yaml, String name, List<Clause> clauses) {
        yaml.append("  ").append(name).append(":\n");
        for (Clause clause : clauses) {
            String field = RuleFields.inSchema(clause.field()).orElseThrow();
            if (clause.pattern().equals(Clause.THERE)) {
                yaml.append("    ").append(field).append("|exists: true\n");
            } else if (clause.exact().isPresent()) {
                list(yaml, "    " + field, values(clause.field(), clause.exact().get()));
            } else {
                patterns(yaml, "    " + field, clause.patterns());
            }
        }
    }

    /** The modifiers that the indexer takes, the plainest that will do; a flag inside an expression is a modifier there. */
    private static void patterns(StringBuilder yaml, String field, List<String> patterns) {
        List<Shape> shapes = patterns.stream().map(Shape::of).toList();
        Set<String> modifiers = shapes.stream().map(Shape::modifier).collect(Collectors.toSet());
        if (modifiers.size() == 1) {
            list(
                    yaml,
                    field + modifiers.iterator().next(),
                    shapes.stream().map(Shape::text).toList());
        } else {
            list(yaml, field + "|re|i", patterns.stream().map(Shape::unflagged).toList());
        }
    }

    /** What a pattern asks for, in Sigma's words. */
    private record Shape(String modifier, String text) {

        private static final String FLAG = "(?i)";
        private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\.\\[\\]{}()*+?^$|])");
        private static final Pattern SPECIAL = Pattern.compile("[\\\\.\\[\\]{}()*+?^$|]");

        static Shape of(String pattern) {
            String body = unflagged(pattern);
            boolean begins = body.startsWith("^");
            boolean ends = body.endsWith("$") && !body.endsWith("\\$");
            String middle = body.substring(begins ? 1 : 0, body.length() - (ends ? 1 : 0));
            boolean plain =
                    !SPECIAL.matcher(ESCAPED.matcher(middle).replaceAll("")).find();
            String text = ESCAPED.matcher(middle).replaceAll("$1");
            if (!plain || (begins && ends) || text.matches(".*[*?\\\\].*")) {
                return new Shape(pattern.startsWith(FLAG) ? "|re|i" : "|re", body);
            }
            return new Shape(begins ? "|startswith" : ends ? "|endswith" : "|contains", text);
        }

        static String unflagged(String pattern) {
            return pattern.startsWith(FLAG) ? pattern.substring(FLAG.length()) : pattern;
        }
    }

    /** The common schema writes outcomes small. */
    private static List<String> values(String field, Collection<String> values) {
        return values.stream()
                .map(value -> RuleFields.isStatus(field) ? value.toLowerCase(Locale.ROOT) : value)
                .toList();
    }

    private static void list(StringBuilder yaml, String key, List<String> values) {
        yaml.append(key).append(": [");
        yaml.append(values.stream().map(SchemaRule::quoted).collect(Collectors.joining(", ")));
        yaml.append("]\n");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
