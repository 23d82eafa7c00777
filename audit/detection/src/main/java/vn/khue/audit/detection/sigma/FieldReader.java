package vn.khue.audit.detection.sigma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.audit.detection.match.Comparison;
import vn.khue.audit.detection.match.Expression;
import vn.khue.audit.detection.match.Glob;
import vn.khue.audit.detection.match.Network;
import vn.khue.audit.detection.match.Regex;
import vn.khue.audit.detection.match.TimePart;
import vn.khue.audit.detection.match.ValueTest;

/** Reads one line of a selection, {@code field|modifier: value}, into what it asks. For one rule. */
final class FieldReader {

    static final int MOST_VALUES = 5_000;
    static final int LONGEST_VALUE = 4_096;

    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\\\)%([A-Za-z0-9_-]{1,64})%");
    private static final Expression NEVER = new Expression.Any(List.of());

    private final Taxonomy taxonomy;
    private final Map<String, List<String>> placeholders;
    private final Problems problems;

    FieldReader(Taxonomy taxonomy, Map<String, List<String>> placeholders, Problems problems) {
        this.taxonomy = taxonomy;
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /** @param path of the selection, for problems */
    Expression read(String path, YamlNode.Entry entry) {
        String at = path + "." + entry.key();
        List<String> words = Arrays.asList(entry.key().split("\\|", -1));
        String field = words.get(0);
        FieldModifiers modifiers = FieldModifiers.of(words.subList(1, words.size()));
        modifiers.faults().forEach(fault -> problems.add(entry.line(), at, fault));
        if (!field.isEmpty() && !taxonomy.knows(field)) {
            problems.add(entry.line(), at, "expected a field of the mapping, found " + Problems.shown(field));
            return NEVER;
        }
        if (!modifiers.faults().isEmpty()) {
            return NEVER;
        }
        List<YamlNode> values = entry.value() instanceof YamlNode.Sequence list ? list.items() : List.of(entry.value());
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            problems.add(entry.line(), at, "expected 1 to " + MOST_VALUES + " values, found " + values.size());
            return NEVER;
        }
        if (modifiers.all && values.size() == 1) {
            problems.add(entry.line(), at, "expected several values under all, found one; leave all out");
        }
        List<Expression> parts = new ArrayList<>();
        for (YamlNode value : values) {
            if (value instanceof YamlNode.Scalar scalar) {
                parts.add(value(field, modifiers, scalar, at));
            } else {
                problems.add(value.line(), at, "expected a text, a number, true, false or null, found a collection");
            }
        }
        Expression joined = parts.size() == 1
                ? parts.get(0)
                : modifiers.all ? new Expression.All(parts) : new Expression.Any(parts);
        return modifiers.neq ? new Expression.Not(joined) : joined;
    }

    /** A text that is looked for in the whole event. */
    Expression keyword(String path, YamlNode.Scalar value) {
        return new Expression.Keyword(Glob.of(value.text(), Glob.Anchor.ANYWHERE, false, false));
    }

    private Expression value(String field, FieldModifiers modifiers, YamlNode.Scalar value, String at) {
        if (value.text().length() > LONGEST_VALUE) {
            problems.add(value.line(), at, "expected at most " + LONGEST_VALUE + " characters, found more");
            return NEVER;
        }
        if (modifiers.exists) {
            return value.bool()
                    .<Expression>map(there -> new Expression.Exists(field, there))
                    .orElseGet(() -> {
                        problems.add(value.line(), at, "expected true or false under exists, found " + shown(value));
                        return NEVER;
                    });
        }
        if (value.isNull()) {
            return new Expression.Absent(field);
        }
        if (modifiers.fieldref) {
            return reference(field, modifiers, value, at);
        }
        List<Expression> tests = new ArrayList<>();
        for (String text : expanded(modifiers, value, at)) {
            test(modifiers, text, value, at).forEach(test -> {
                refuseImpossible(field, test, value, at);
                tests.add(field.isEmpty() ? new Expression.Keyword(test) : new Expression.Value(field, test));
            });
        }
        return tests.size() == 1 ? tests.get(0) : new Expression.Any(tests);
    }

    private Expression reference(String field, FieldModifiers modifiers, YamlNode.Scalar value, String at) {
        if (!taxonomy.knows(value.text())) {
            problems.add(value.line(), at, "expected a field of the mapping, found " + shown(value));
            return NEVER;
        }
        return new Expression.Compared(field, value.text(), modifiers.anchor, modifiers.cased);
    }

    private void refuseImpossible(String field, ValueTest test, YamlNode.Scalar value, String at) {
        if (!field.isEmpty() && test instanceof Glob glob) {
            glob.exact()
                    .flatMap(exact -> taxonomy.refusal(field, exact))
                    .ifPresent(refusal -> problems.add(value.line(), at, refusal));
        }
    }

    private List<String> expanded(FieldModifiers modifiers, YamlNode.Scalar value, String at) {
        Matcher found = PLACEHOLDER.matcher(value.text());
        if (!modifiers.expand || !found.find()) {
            return List.of(value.text());
        }
        List<String> values = placeholders.get(found.group(1));
        if (values == null) {
            problems.add(
                    value.line(),
                    at,
                    "expected a placeholder of the profile, found " + Problems.shown(found.group())
                            + "; the profile has "
                            + placeholders.keySet().stream().sorted().toList());
            return List.of();
        }
        String before = value.text().substring(0, found.start());
        String after = value.text().substring(found.end());
        return values.stream().map(each -> before + each + after).toList();
    }

    private List<ValueTest> test(FieldModifiers modifiers, String text, YamlNode.Scalar value, String at) {
        if (modifiers.regex) {
            return regex(modifiers, text, value, at);
        }
        if (modifiers.cidr) {
            return network(text, value, at);
        }
        if (modifiers.comparison.isPresent()) {
            return comparison(modifiers, text, value, at);
        }
        if (modifiers.timePart.isPresent()) {
            return List.of(new TimePart(
                    modifiers.timePart.get(), taxonomy.zone(), Glob.literal(text, Glob.Anchor.WHOLE, true)));
        }
        if (!modifiers.encodings.isEmpty()) {
            return EncodedText.forms(text, modifiers.encodings).stream()
                    .<ValueTest>map(form -> Glob.literal(form, modifiers.anchor, true))
                    .toList();
        }
        return List.of(Glob.of(text, modifiers.anchor, modifiers.cased, modifiers.windash));
    }

    private List<ValueTest> regex(FieldModifiers modifiers, String text, YamlNode.Scalar value, String at) {
        Regex.Compiled compiled = Regex.compile(text, modifiers.anyCase, modifiers.everyLine, modifiers.dotAll);
        if (compiled.test().isEmpty()) {
            problems.add(value.line(), at, compiled.refusal());
        }
        return compiled.test().<List<ValueTest>>map(List::of).orElse(List.of());
    }

    private List<ValueTest> network(String text, YamlNode.Scalar value, String at) {
        Optional<Network> network = Network.parse(text);
        if (network.isEmpty()) {
            problems.add(value.line(), at, "expected a network such as 10.0.0.0/8, found " + Problems.shown(text));
        }
        return network.<List<ValueTest>>map(List::of).orElse(List.of());
    }

    private List<ValueTest> comparison(FieldModifiers modifiers, String text, YamlNode.Scalar value, String at) {
        if (!text.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?")) {
            problems.add(value.line(), at, "expected a number, found " + Problems.shown(text));
            return List.of();
        }
        ValueTest compared = new Comparison(modifiers.comparison.get(), Double.parseDouble(text));
        return List.of(modifiers
                .timePart
                .<ValueTest>map(part -> new TimePart(part, taxonomy.zone(), compared))
                .orElse(compared));
    }

    private static String shown(YamlNode.Scalar value) {
        return value.text().isEmpty() ? "nothing" : Problems.shown(value.text());
    }
}
