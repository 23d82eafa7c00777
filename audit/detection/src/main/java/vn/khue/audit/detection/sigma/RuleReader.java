package vn.khue.audit.detection.sigma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.audit.detection.match.Expression;

/** Reads a document that is a rule about one event. For one document. */
final class RuleReader {

    private static final Expression NEVER = new Expression.Any(List.of());

    private final Taxonomy taxonomy;
    private final FieldReader fields;
    private final Attributes attributes;
    private final Problems problems;

    RuleReader(Taxonomy taxonomy, FieldReader fields, Attributes attributes, Problems problems) {
        this.taxonomy = taxonomy;
        this.fields = fields;
        this.attributes = attributes;
        this.problems = problems;
    }

    SigmaDocument.Rule read(YamlNode.Mapping document) {
        RuleHead head = attributes.head();
        Logsource logsource = logsource(document);
        Expression wanted = detection(document);
        Optional<Expression> about = taxonomy.logsource(logsource);
        if (about.isEmpty()) {
            problems.add(
                    document.get("logsource").map(YamlNode::line).orElse(document.line()),
                    "logsource",
                    "expected a log source of the mapping, found another");
        }
        return new SigmaDocument.Rule(head, logsource, new Expression.All(List.of(about.orElse(NEVER), wanted)));
    }

    private Logsource logsource(YamlNode.Mapping document) {
        if (document.get("logsource").orElse(null) instanceof YamlNode.Mapping source) {
            return new Logsource(
                    attributes.text(source, "logsource.", "category"),
                    attributes.text(source, "logsource.", "product"),
                    attributes.text(source, "logsource.", "service"));
        }
        problems.add(document.line(), "logsource", "expected category, product or service, found none");
        return new Logsource(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Expression detection(YamlNode.Mapping document) {
        if (!(document.get("detection").orElse(null) instanceof YamlNode.Mapping detection)) {
            problems.add(document.line(), "detection", "expected selections and a condition, found none");
            return NEVER;
        }
        Map<String, Expression> identifiers = new LinkedHashMap<>();
        for (YamlNode.Entry entry : detection.entries()) {
            if (!entry.key().equals("condition") && !entry.key().equals("timeframe")) {
                identifiers.put(entry.key(), selection("detection." + entry.key(), entry.value()));
            } else if (entry.key().equals("timeframe")) {
                problems.add(
                        entry.line(), "detection.timeframe", "expected a correlation rule, found the old timeframe");
            }
        }
        if (detection.get("condition").isEmpty()) {
            problems.add(detection.line(), "detection.condition", "expected a condition, found none");
            return NEVER;
        }
        int line = detection.get("condition").get().line();
        List<Expression> conditions = new ArrayList<>();
        for (String condition : attributes.texts(detection, "detection.", "condition")) {
            try {
                conditions.add(ConditionParser.parse(condition, identifiers));
            } catch (ConditionParser.ConditionException e) {
                problems.add(line, "detection.condition", e.getMessage());
            }
        }
        return conditions.size() == 1 ? conditions.get(0) : new Expression.Any(conditions);
    }

    /** A mapping asks for all of it, a list for one of it, a text alone is looked for in the whole event. */
    private Expression selection(String path, YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            if (mapping.entries().isEmpty()) {
                problems.add(mapping.line(), path, "expected at least one field, found none");
            }
            List<Expression> parts = mapping.entries().stream()
                    .map(entry -> fields.read(path, entry))
                    .toList();
            return parts.size() == 1 ? parts.get(0) : new Expression.All(parts);
        }
        if (node instanceof YamlNode.Sequence list) {
            if (list.items().isEmpty() || list.items().size() > FieldReader.MOST_VALUES) {
                problems.add(
                        list.line(),
                        path,
                        "expected 1 to " + FieldReader.MOST_VALUES + " entries, found "
                                + list.items().size());
                return NEVER;
            }
            return new Expression.Any(
                    list.items().stream().map(item -> selection(path, item)).toList());
        }
        if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return fields.keyword(path, scalar);
        }
        problems.add(node.line(), path, "expected fields or texts, found nothing");
        return NEVER;
    }
}
