package vn.khue.audit.detection.sigma;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules and correlations that fit together: every reference is met, none leads back to itself, every group and counted field is
 * there. Correlations stand behind what they refer to. Immutable.
 */
public final class RuleSet {

    private final List<SigmaDocument.Rule> rules;
    private final List<SigmaDocument.Correlation> correlations;
    private final Map<String, SigmaDocument> byReference;

    private RuleSet(
            List<SigmaDocument.Rule> rules,
            List<SigmaDocument.Correlation> correlations,
            Map<String, SigmaDocument> byReference) {
        this.rules = List.copyOf(rules);
        this.correlations = List.copyOf(correlations);
        this.byReference = Map.copyOf(byReference);
    }

    public List<SigmaDocument.Rule> rules() {
        return rules;
    }

    /** Each behind those it refers to. */
    public List<SigmaDocument.Correlation> correlations() {
        return correlations;
    }

    /** By name or id. */
    public Optional<SigmaDocument> find(String reference) {
        return Optional.ofNullable(byReference.get(reference));
    }

    /** Puts documents together. */
    public static Reading<RuleSet> of(List<SigmaDocument> documents, Taxonomy taxonomy) {
        Linking linking = new Linking(taxonomy);
        documents.forEach(linking::name);
        documents.forEach(linking::order);
        if (!linking.found.isEmpty()) {
            return new Reading.Refused<>(linking.found);
        }
        List<SigmaDocument.Rule> rules = new ArrayList<>();
        for (SigmaDocument document : documents) {
            if (document instanceof SigmaDocument.Rule rule) {
                rules.add(rule);
            }
        }
        return new Reading.Understood<>(new RuleSet(rules, linking.ordered, linking.byReference));
    }

    private static final class Linking {
        private static final int DEEPEST = 8;
        private final Taxonomy taxonomy;
        private final Map<String, SigmaDocument> byReference = new LinkedHashMap<>();
        private final List<SigmaDocument.Correlation> ordered = new ArrayList<>();
        private final Map<SigmaDocument, Integer> depths = new HashMap<>();
        private final Set<SigmaDocument> under = new HashSet<>();
        private final List<Problem> found = new ArrayList<>();

        Linking(Taxonomy taxonomy) {
            this.taxonomy = taxonomy;
        }

        void name(SigmaDocument document) {
            RuleHead head = document.head();
            Optional<SigmaDocument> other =
                    Optional.ofNullable(byReference.put(head.id().toString(), document));
            Optional<SigmaDocument> namesake = head.name().map(name -> byReference.put(name, document));
            other.or(() -> namesake)
                    .ifPresent(first -> add(
                            document,
                            "id",
                            "expected an id and a name of its own, found those of "
                                    + first.head().place().source() + ":"
                                    + first.head().place().line()));
        }

        /** Depth of a document: rules 0, a correlation one more than what it refers to. */
        int order(SigmaDocument document) {
            if (!(document instanceof SigmaDocument.Correlation correlation)) {
                return 0;
            }
            Integer known = depths.get(document);
            if (known != null) {
                return known;
            }
            if (!under.add(document)) {
                add(document, "correlation.rules", "expected no way back to itself, found one");
                return 0;
            }
            if (under.size() > DEEPEST) {
                add(document, "correlation.rules", "expected at most " + DEEPEST + " levels, found more");
                under.remove(document);
                return DEEPEST + 1;
            }
            int depth = 1;
            for (String reference : correlation.rules()) {
                SigmaDocument part = byReference.get(reference);
                if (part == null) {
                    add(
                            document,
                            "correlation.rules",
                            "expected the name or id of a rule, found " + Problems.shown(reference));
                } else {
                    depth = Math.max(depth, order(part) + 1);
                    requireFields(correlation, part);
                }
            }
            under.remove(document);
            depths.put(document, depth);
            ordered.add(correlation);
            return depth;
        }

        private void requireFields(SigmaDocument.Correlation correlation, SigmaDocument part) {
            List<String> wanted = new ArrayList<>(correlation.groupBy());
            wanted.addAll(correlation.fields());
            for (String group : wanted) {
                String field = correlation.fieldOf(group, part.head());
                boolean there = part instanceof SigmaDocument.Correlation inner
                        ? inner.groupBy().contains(field)
                        : taxonomy.knows(field);
                if (!there) {
                    add(
                            correlation,
                            "correlation.group-by",
                            "expected a field that " + part.head().reference() + " has, found " + Problems.shown(field)
                                    + "; give it an alias there");
                }
            }
            for (Map.Entry<String, Map<String, String>> alias :
                    correlation.aliases().entrySet()) {
                for (String rule : alias.getValue().keySet()) {
                    if (correlation.rules().stream()
                            .noneMatch(reference -> reference.equals(rule)
                                    || Optional.ofNullable(byReference.get(reference))
                                            .filter(each -> each.head().isCalled(rule))
                                            .isPresent())) {
                        add(
                                correlation,
                                "correlation.aliases." + alias.getKey(),
                                "expected a rule of this correlation, found " + Problems.shown(rule));
                    }
                }
            }
        }

        private void add(SigmaDocument document, String field, String text) {
            RuleHead.Place place = document.head().place();
            Problem problem = new Problem(place.source(), place.line(), field, text);
            if (!found.contains(problem) && found.size() < Problems.MOST) {
                found.add(problem);
            }
        }
    }
}
