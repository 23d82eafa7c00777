package vn.khue.audit.detection.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khue.audit.detection.DetectionException;
import vn.khue.audit.detection.SampleEvents;
import vn.khue.audit.detection.engine.Alert;
import vn.khue.audit.detection.engine.DetectionEngine;
import vn.khue.audit.detection.field.KhueTaxonomy;
import vn.khue.audit.detection.field.Observed;
import vn.khue.audit.detection.field.SchoolNetworks;
import vn.khue.audit.detection.match.Expression;
import vn.khue.audit.detection.sigma.Reading;
import vn.khue.audit.detection.sigma.SigmaDocument;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.detection.sigma.YamlDocuments;
import vn.khue.audit.detection.sigma.YamlNode;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;

/** Every rule of the pack against events that it must find and events that it must let pass. */
class PackTest {

    private static final DetectionPack PACK = DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT));
    private static final SchoolNetworks SCHOOLS = SchoolNetworks.of(List.of("10.20.0.0/16"));

    /** Kinds that no part of Khuê reports yet. */
    private static final Set<EventKind> NEVER_REPORTED =
            EnumSet.of(EventKind.SERVICE_STARTED, EventKind.SERVICE_STOPPED, EventKind.ALERT_RAISED);

    /** Names of the rules that raise alerts. */
    private static Set<String> alerting() {
        Set<String> parts = new TreeSet<>();
        PACK.rules().correlations().stream()
                .filter(correlation -> !correlation.generate())
                .forEach(correlation -> parts.addAll(correlation.rules()));
        Set<String> names = new TreeSet<>();
        Stream.concat(PACK.rules().rules().stream(), PACK.rules().correlations().stream())
                .filter(document -> document.head().level() != SigmaLevel.INFORMATIONAL)
                .map(document -> document.head().reference())
                .filter(name -> !parts.contains(name))
                .forEach(names::add);
        return names;
    }

    private record Sample(String rule, String source, List<YamlNode> cases) {}

    private static Sample sample(String rule) {
        String name = "/vn/khue/audit/detection/samples/" + rule + ".yml";
        try (InputStream in = PackTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var read = (Reading.Understood<List<YamlNode>>) YamlDocuments.read(rule, text);
            YamlNode.Mapping whole = (YamlNode.Mapping) read.value().get(0);
            return new Sample(
                    word(whole, "rule"),
                    word(whole, "source"),
                    ((YamlNode.Sequence) whole.get("cases").orElseThrow()).items());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String word(YamlNode.Mapping in, String key) {
        return ((YamlNode.Scalar) in.get(key).orElseThrow()).text();
    }

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (String rule : alerting()) {
            Sample sample = sample(rule);
            for (YamlNode node : sample.cases()) {
                YamlNode.Mapping each = (YamlNode.Mapping) node;
                boolean fires = word(each, "fires").equals("true");
                cases.add(Arguments.of(
                        rule,
                        fires,
                        word(each, "why"),
                        sample.source(),
                        ((YamlNode.Sequence) each.get("events").orElseThrow()).items()));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}: {2}: {1}")
    @MethodSource("cases")
    void findsWhatItShouldAndLetsTheRestPass(
            String rule, boolean fires, String why, String source, List<YamlNode> lines) {
        List<Observed> events = new SampleEvents(source).of(lines);
        DetectionEngine engine = PACK.engine(SCHOOLS);
        List<Alert> alerts = new ArrayList<>();
        events.forEach(event -> alerts.addAll(engine.accept(event)));
        alerts.addAll(engine.advance(SampleEvents.BEGIN.plus(Duration.ofDays(40))));
        assertThat(alerts.stream().anyMatch(alert -> alert.rule().equals(rule)))
                .as(why)
                .isEqualTo(fires);
        assertThat(alerts.stream().map(Alert::id)).doesNotHaveDuplicates();
    }

    @Test
    void everyRuleHasSamplesOfBothSorts() {
        assertThat(alerting()).hasSizeGreaterThanOrEqualTo(50);
        for (String rule : alerting()) {
            assertThat(sample(rule).rule()).isEqualTo(rule);
            assertThat(sample(rule).cases().stream().map(each -> word((YamlNode.Mapping) each, "fires")))
                    .as(rule)
                    .contains("true", "false");
        }
    }

    @Test
    void everyRuleHasWordsInBothLanguagesAndATechnique() {
        Properties vietnamese = properties("messages.properties");
        Properties english = properties("messages_en.properties");
        assertThat(english.stringPropertyNames()).isEqualTo(vietnamese.stringPropertyNames());
        vietnamese
                .values()
                .forEach(text -> assertThat(Normalizer.isNormalized(text.toString(), Normalizer.Form.NFC))
                        .as(text.toString())
                        .isTrue());
        for (String rule : alerting()) {
            assertThat(vietnamese).containsKeys("rule." + rule + ".title", "rule." + rule + ".explain");
            assertThat(PACK.rules().find(rule).orElseThrow().head().techniques())
                    .as(rule)
                    .isNotEmpty();
        }
    }

    private static Properties properties(String name) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(PackFiles.text(name)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return properties;
    }

    /** ATT&CK v19 moved the ids of impaired defences; the old ones must not come back. */
    @Test
    void noTechniqueIsOfAnOlderVersion() {
        Set<String> gone = Set.of(
                "T1562",
                "T1562.001",
                "T1562.002",
                "T1562.004",
                "T1562.006",
                "T1562.008",
                "T1562.010",
                "T1070.001",
                "T1070.002",
                "T1656");
        for (String rule : alerting()) {
            assertThat(PACK.rules().find(rule).orElseThrow().head().techniques())
                    .as(rule)
                    .doesNotContainAnyElementsOf(gone);
        }
    }

    /** A rule about something that nobody reports would look like a watch and be none. */
    @Test
    void rulesAskOnlyForWhatIsReported() {
        for (SigmaDocument.Rule rule : PACK.rules().rules()) {
            Set<EventKind> kinds = EnumSet.copyOf(KhueTaxonomy.kinds(rule.expression()));
            boolean every = kinds.size() > EventKind.values().length / 2;
            kinds.removeAll(NEVER_REPORTED);
            assertThat(kinds).as(rule.head().reference()).isNotEmpty();
            if (!every) {
                for (DetailKey detail : details(rule.expression())) {
                    assertThat(kinds.stream().anyMatch(kind -> kind.details().contains(detail)))
                            .as(rule.head().reference() + " asks for " + detail + " of " + kinds)
                            .isTrue();
                }
            }
        }
    }

    private static Set<DetailKey> details(Expression expression) {
        Set<DetailKey> details = new TreeSet<>();
        String prefix = "unmapped.details.";
        String field = "";
        if (expression instanceof Expression.All all) {
            all.parts().forEach(part -> details.addAll(details(part)));
        } else if (expression instanceof Expression.Any any) {
            any.parts().forEach(part -> details.addAll(details(part)));
        } else if (expression instanceof Expression.Not not) {
            details.addAll(details(not.part()));
        } else if (expression instanceof Expression.Value value) {
            field = value.field();
        } else if (expression instanceof Expression.Absent absent) {
            field = absent.field();
        }
        if (field.startsWith(prefix)) {
            details.add(DetailKey.of(field.substring(prefix.length())).orElseThrow());
        }
        return details;
    }

    @Test
    void aProfileSetsNumbersAndNamesOnlyWhatIsThere() {
        String text = PackFiles.text("VN-2026.properties");
        DetectionPack strict = DetectionPack.load(DetectionProfile.read(
                "strict", text + "\nthreshold.account_brute_force=3\ntimespan.account_brute_force=PT1H\n"));
        SigmaDocument.Correlation tuned = (SigmaDocument.Correlation)
                strict.rules().find("account_brute_force").orElseThrow();
        assertThat(tuned.threshold().least()).isEqualTo(3);
        assertThat(tuned.timespan()).isEqualTo(Duration.ofHours(1));
        assertThatThrownBy(() -> DetectionPack.load(DetectionProfile.read("odd", text + "\nthreshold.nobody=3\n")))
                .isInstanceOf(DetectionException.class)
                .hasMessageContaining("[nobody]");
        for (String wrong :
                List.of("threshold.login=0", "lateness-seconds=9999", "zone=Moon", "odd=1", "most-hits=x")) {
            assertThatThrownBy(() -> DetectionProfile.read("odd", text + "\n" + wrong + "\n"))
                    .as(wrong)
                    .isInstanceOf(DetectionException.class);
        }
        assertThatThrownBy(() -> DetectionProfile.load("../x")).isInstanceOf(DetectionException.class);
        assertThatThrownBy(() -> DetectionProfile.load("VN-1999")).isInstanceOf(DetectionException.class);
        assertThatThrownBy(() -> SchoolNetworks.of(List.of("10.0.0.0/99"))).isInstanceOf(DetectionException.class);
    }
}
