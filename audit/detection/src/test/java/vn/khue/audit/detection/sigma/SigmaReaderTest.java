package vn.khue.audit.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.audit.detection.OpenTaxonomy;

class SigmaReaderTest {

    private static final String BASE =
            "title: t\nname: base\nlogsource: {product: p}\ndetection: {s: {f: 1}, condition: s}\n";

    private static String correlation(String lines) {
        return BASE + "---\ntitle: c\nname: c\ncorrelation:\n" + lines.indent(4);
    }

    private static SigmaDocument.Correlation read(String lines) {
        Reading<List<SigmaDocument>> reading = OneEvent.read(correlation(lines));
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        return (SigmaDocument.Correlation)
                ((Reading.Understood<List<SigmaDocument>>) reading).value().get(1);
    }

    @Test
    void namesEveryFaultWithItsLineAndField() {
        String rule = String.join(
                "\n",
                "title: ''",
                "id: not-a-uuid",
                "name: 'a b'",
                "status: perhaps",
                "level: awful",
                "tags: [{a: 1}]",
                "logsource: 7",
                "detection:",
                "    s:",
                "        no.such.field: 1",
                "        f|contain: x",
                "        f|re: '('",
                "    empty:",
                "    timeframe: 5m",
                "    condition: s and t");
        assertThat(OneEvent.problems(rule))
                .containsExactlyInAnyOrder(
                        "rule.yml:3: name: expected letters, digits, _ . and -, found a b",
                        "rule.yml:2: id: expected a UUID, found not-a-uuid",
                        "rule.yml:5: level: expected informational, low, medium, high or critical, found awful",
                        "rule.yml:4: status: expected deprecated, experimental, stable, test, unsupported, found perhaps",
                        "rule.yml:6: tags: expected a list of texts, found something else in it",
                        "rule.yml:1: logsource: expected category, product or service, found none",
                        "rule.yml:10: detection.s.no.such.field: expected a field of the mapping, found no.such.field",
                        "rule.yml:11: detection.s.f|contain: expected a modifier of Sigma 2.1, found contain",
                        "rule.yml:12: detection.s.f|re: expected a regular expression of RE2, found: missing closing )",
                        "rule.yml:13: detection.empty: expected fields or texts, found nothing",
                        "rule.yml:14: detection.timeframe: expected a correlation rule, found the old timeframe",
                        "rule.yml:15: detection.condition: expected an identifier of this detection, found t");
    }

    @Test
    void readsACorrelation() {
        SigmaDocument.Correlation read = read("""
                type: value_count
                rules: [base]
                group-by: [who]
                aliases: {who: {base: actor}}
                timespan: 90m
                generate: true
                condition: {gt: 4, lte: 9, field: f}
                """);
        assertThat(read.type()).isEqualTo(CorrelationType.VALUE_COUNT);
        assertThat(read.timespan()).isEqualTo(Duration.ofMinutes(90));
        assertThat(read.threshold()).isEqualTo(new Threshold(5, 9));
        assertThat(read.fields()).containsExactly("f");
        assertThat(read.generate()).isTrue();
        assertThat(read.aliases()).isEqualTo(Map.of("who", Map.of("base", "actor")));
    }

    @Test
    void anIdFollowsFromANameForEver() {
        SigmaDocument.Correlation one = read("type: temporal\nrules: [base]\ntimespan: 1s");
        assertThat(one.head().id().version()).isEqualTo(8);
        assertThat(read("type: temporal\nrules: [base]\ntimespan: 1s").head().id())
                .isEqualTo(one.head().id());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "type: event_counts;rules: [base];timespan: 1m;condition: {gte: 1} # correlation.type: expected event_count",
                "type: value_sum;rules: [base];timespan: 1m;condition: {gte: 1} # correlation.type: expected event_count",
                "type: event_count;rules: [];timespan: 1m;condition: {gte: 1} # expected 1 to 32 rules",
                "type: event_count;rules: [base];timespan: 1 minute;condition: {gte: 1} # correlation.timespan: expected a number and s, m, h or d",
                "type: event_count;rules: [base];timespan: 30d;condition: {gte: 1} # from 1s to 7d, found 30d",
                "type: event_count;rules: [base];timespan: 0s;condition: {gte: 1} # from 1s to 7d, found 0s",
                "type: event_count;rules: [base];timespan: 1m # expected gte, gt or eq with a number",
                "type: event_count;rules: [base];timespan: 1m;condition: {lt: 5} # what does not happen brings no event",
                "type: event_count;rules: [base];timespan: 1m;condition: {gte: 9, lt: 5} # a range that can be reached",
                "type: event_count;rules: [base];timespan: 1m;condition: {gte: many} # expected a whole number",
                "type: event_count;rules: [base];timespan: 1m;condition: {about: 5, gte: 1} # expected gte, gt, eq, lte or lt, found about",
                "type: value_count;rules: [base];timespan: 1m;condition: {gte: 5} # expected a field with value_count",
                "type: event_count;rules: [base];timespan: 1m;condition: {gte: 5, field: f} # expected a field with value_count",
                "type: temporal_ordered;rules: [base, c2];timespan: 1m;condition: {gte: 1} # expected every rule of the order"
            })
    void refusesACorrelation(String lines, String named) {
        assertThat(OneEvent.problems(correlation(lines.replace(';', '\n'))))
                .singleElement()
                .asString()
                .contains(named);
    }

    private static List<String> linked(String text) {
        List<SigmaDocument> documents =
                new ArrayList<>(((Reading.Understood<List<SigmaDocument>>) OneEvent.read(text)).value());
        return RuleSet.of(documents, new OpenTaxonomy()) instanceof Reading.Refused<RuleSet> refused
                ? refused.problems().stream().map(Problem::text).toList()
                : List.of();
    }

    private static String counting(String name, String of) {
        return "---\ntitle: c\nname: " + name + "\ncorrelation: {type: event_count, rules: [" + of
                + "], group-by: [f], timespan: 1m, condition: {gte: 2}}\n";
    }

    @Test
    void referencesMustMeetAndLeadNowhereBack() {
        assertThat(linked(BASE + counting("a", "base") + counting("b", "a"))).isEmpty();
        assertThat(linked(BASE + counting("a", "nobody")))
                .containsExactly("expected the name or id of a rule, found nobody");
        assertThat(linked(BASE + counting("a", "b") + counting("b", "a")))
                .containsExactly("expected no way back to itself, found one");
        assertThat(linked(BASE + counting("a", "a"))).containsExactly("expected no way back to itself, found one");
        assertThat(linked(BASE + "---\n" + BASE).get(0)).startsWith("expected an id and a name of its own");
        assertThat(linked(BASE + counting("a", "base").replace("group-by: [f]", "group-by: [no.such.field]"))
                        .get(0))
                .startsWith("expected a field that base has, found no.such.field");
        assertThat(linked(BASE + counting("a", "base") + counting("b", "a").replace("group-by: [f]", "group-by: [g]"))
                        .get(0))
                .startsWith("expected a field that a has, found g");
        StringBuilder chain = new StringBuilder(BASE);
        for (int i = 40; i > 0; i--) {
            chain.append(counting("c" + i, i == 1 ? "base" : "c" + (i - 1)));
        }
        assertThat(linked(chain.toString())).contains("expected at most 8 levels, found more");
    }
}
