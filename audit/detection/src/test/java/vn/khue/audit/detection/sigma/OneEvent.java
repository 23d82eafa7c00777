package vn.khue.audit.detection.sigma;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.audit.detection.OpenTaxonomy;
import vn.khue.audit.detection.match.Expression;
import vn.khue.audit.detection.match.Fields;

/** An event of a few fields, and rules of a few lines about it. */
record OneEvent(Map<String, String> fields) implements Fields {

    static final Map<String, List<String>> PLACEHOLDERS =
            Map.of("admins", List.of("root", "a*b"), "nets", List.of("10.0.0.0/8", "2001:db8::/32"));

    @Override
    public Optional<String> value(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    @Override
    public Collection<String> values() {
        return fields.values();
    }

    static String rule(String detection) {
        return "title: t\nname: n\nlogsource:\n    product: p\ndetection:\n" + detection.indent(4);
    }

    static Reading<List<SigmaDocument>> read(String text) {
        return new SigmaReader(new OpenTaxonomy(), PLACEHOLDERS).read("rule.yml", text);
    }

    static Expression expression(String detection) {
        Reading<List<SigmaDocument>> reading = read(rule(detection));
        if (reading instanceof Reading.Refused<List<SigmaDocument>> refused) {
            throw new AssertionError(refused.problems());
        }
        return ((SigmaDocument.Rule) ((Reading.Understood<List<SigmaDocument>>) reading)
                        .value()
                        .get(0))
                .expression();
    }

    static List<String> problems(String text) {
        return read(text) instanceof Reading.Refused<List<SigmaDocument>> refused
                ? refused.problems().stream().map(Problem::toString).toList()
                : List.of();
    }
}
