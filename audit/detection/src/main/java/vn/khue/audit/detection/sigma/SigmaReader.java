package vn.khue.audit.detection.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Sigma 2.1: rules and correlations, several documents a file. Every fault of every document is collected. Whether references
 * meet is {@link RuleSet}'s to say. Immutable and thread-safe.
 */
public final class SigmaReader {

    private final Taxonomy taxonomy;
    private final Map<String, List<String>> placeholders;

    /**
     * @param taxonomy what rules may name
     * @param placeholders values for {@code expand}, by name without percent signs
     */
    public SigmaReader(Taxonomy taxonomy, Map<String, List<String>> placeholders) {
        this.taxonomy = taxonomy;
        this.placeholders = Map.copyOf(placeholders);
    }

    /**
     * @param source name of the file, for problems
     * @param text YAML, at most {@value YamlDocuments#MAX_CHARACTERS} characters
     */
    public Reading<List<SigmaDocument>> read(String source, String text) {
        Reading<List<YamlNode>> yaml = YamlDocuments.read(source, text);
        if (yaml instanceof Reading.Refused<List<YamlNode>> refused) {
            return new Reading.Refused<>(refused.problems());
        }
        Problems problems = new Problems(source);
        List<SigmaDocument> documents = new ArrayList<>();
        for (YamlNode node : ((Reading.Understood<List<YamlNode>>) yaml).value()) {
            document(source, node, problems).ifPresent(documents::add);
        }
        if (documents.isEmpty() && problems.isEmpty()) {
            problems.add(0, "", "expected a rule, found none");
        }
        return problems.isEmpty()
                ? new Reading.Understood<>(List.copyOf(documents))
                : new Reading.Refused<>(problems.list());
    }

    private Optional<SigmaDocument> document(String source, YamlNode node, Problems problems) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            if (!(node instanceof YamlNode.Scalar scalar && scalar.isNull())) {
                problems.add(node.line(), "", "expected a rule, found something else");
            }
            return Optional.empty();
        }
        Attributes attributes = new Attributes(source, mapping, problems);
        if (mapping.get("correlation").orElse(null) instanceof YamlNode.Mapping correlation) {
            return Optional.of(new CorrelationReader(attributes, problems).read(mapping, correlation));
        }
        if (mapping.get("filter").isPresent() && mapping.get("detection").isEmpty()) {
            problems.add(
                    mapping.line(),
                    "filter",
                    "expected a rule or a correlation, found a filter; exceptions are"
                            + " made by suppression, with an owner and an end");
            return Optional.empty();
        }
        FieldReader fields = new FieldReader(taxonomy, placeholders, problems);
        return Optional.of(new RuleReader(taxonomy, fields, attributes, problems).read(mapping));
    }
}
