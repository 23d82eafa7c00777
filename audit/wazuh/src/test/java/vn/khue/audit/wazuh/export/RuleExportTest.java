package vn.khue.audit.wazuh.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.khue.audit.detection.SampleEvents;
import vn.khue.audit.detection.field.Observed;
import vn.khue.audit.detection.pack.DetectionPack;
import vn.khue.audit.detection.pack.DetectionProfile;
import vn.khue.audit.detection.sigma.Reading;
import vn.khue.audit.detection.sigma.YamlDocuments;
import vn.khue.audit.detection.sigma.YamlNode;
import vn.khue.audit.event.EventJson;

/** The exported rules by what Wazuh's reader of rules asks of them, and by what they find in the samples of detection. */
class RuleExportTest {

    private static final DetectionPack PACK = DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT));
    private static final ExportedPack EXPORTED = RuleExport.of(PACK);
    private static final Element XML = MiniWazuh.document(EXPORTED.rules());

    /** What a field of its own is for in 4.x; {@code <field>} refuses these names. */
    private static final Set<String> STATIC = Set.of(
            "user",
            "srcuser",
            "dstuser",
            "srcip",
            "dstip",
            "srcport",
            "dstport",
            "protocol",
            "action",
            "id",
            "url",
            "data",
            "extra_data",
            "status",
            "system_name");

    private static final Set<String> OPTIONS = Set.of(
            "decoded_as",
            "if_sid",
            "if_group",
            "if_matched_group",
            "field",
            "status",
            "regex",
            "time",
            "same_field",
            "different_field",
            "description",
            "mitre",
            "group");

    private static List<Element> rules() {
        return MiniWazuh.elements(XML, "rule");
    }

    private static List<Element> options(Element rule) {
        List<Element> options = new ArrayList<>();
        for (Node node = rule.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element option) {
                options.add(option);
            }
        }
        return options;
    }

    private static List<String> texts(Element rule, String option) {
        return options(rule).stream()
                .filter(each -> each.getTagName().equals(option))
                .map(Element::getTextContent)
                .toList();
    }

    @Test
    void everyRuleIsOneThatWazuhReads() {
        Set<String> ids = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (Element rule : rules()) {
            String id = rule.getAttribute("id");
            assertThat(ids.add(id)).as(id).isTrue();
            assertThat(Integer.parseInt(id)).isBetween(100_000, 120_000);
            assertThat(Integer.parseInt(rule.getAttribute("level"))).isBetween(0, 16);
            for (int i = 0; i < rule.getAttributes().getLength(); i++) {
                assertThat(rule.getAttributes().item(i).getNodeName()).isIn("id", "level", "frequency", "timeframe");
            }
            if (rule.hasAttribute("frequency")) {
                assertThat(Integer.parseInt(rule.getAttribute("frequency"))).isBetween(2, 9_999);
                assertThat(texts(rule, "if_matched_group")).as(id).hasSize(1);
            }
            if (rule.hasAttribute("timeframe")) {
                assertThat(Integer.parseInt(rule.getAttribute("timeframe"))).isBetween(1, 99_999);
            }
            for (Element option : options(rule)) {
                assertThat(OPTIONS).contains(option.getTagName());
                if (List.of("field", "status", "regex").contains(option.getTagName())) {
                    assertThat(STATIC).doesNotContain(option.getAttribute("name"));
                    assertThat(option.getAttribute("type")).isEqualTo("pcre2");
                    Pattern.compile(option.getTextContent());
                }
            }
            assertThat(texts(rule, "description")).as(id).hasSize(1);
            assertThat(texts(rule, "regex")).as(id).hasSizeLessThan(2);
            boolean counts = !texts(rule, "same_field").isEmpty()
                    || !texts(rule, "different_field").isEmpty();
            assertThat(!counts || !texts(rule, "if_matched_group").isEmpty())
                    .as(id)
                    .isTrue();
            // What a rule stands on has to be read before it.
            assertThat(ids).as(id).containsAll(texts(rule, "if_sid"));
            assertThat(groups).as(id).containsAll(texts(rule, "if_group")).containsAll(texts(rule, "if_matched_group"));
            texts(rule, "group").forEach(each -> groups.addAll(List.of(each.split(","))));
        }
        assertThat(MiniWazuh.elements(XML, "group").get(0).getAttribute("name")).isEqualTo("khue,");
        assertThat(MiniWazuh.elements(MiniWazuh.document(EXPORTED.decoders()), "decoder"))
                .hasSize(2);
    }

    @Test
    void everyRuleOfThePackHasItsOwnBlockForEver() {
        Map<String, Integer> all = RuleIds.load().all();
        Set<String> names = new TreeSet<>();
        PACK.rules().rules().forEach(rule -> names.add(rule.head().reference()));
        PACK.rules().correlations().forEach(rule -> names.add(rule.head().reference()));
        assertThat(all.keySet()).containsAll(names);
        assertThat(new HashSet<>(all.values())).hasSameSizeAs(all.values());
        assertThat(all.values()).allMatch(id -> id > RuleIds.ROOT && id < 120_000 && id % RuleIds.BLOCK == 0);
        // Some that are in the world already.
        assertThat(all).containsEntry("account_brute_force", 100_010).containsEntry("trust_anchor_removed", 100_860);
    }

    @Test
    void theTableOfTheDocumentationIsTrue() throws IOException {
        Path page = Path.of(System.getProperty("khue.root", "../.."), "docs/wazuh-rules.md");
        String expected = RuleTable.page(EXPORTED);
        Path made = Path.of("target/wazuh-rules.md");
        Files.createDirectories(made.getParent());
        Files.writeString(made, expected);
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("copy %s there", made.toAbsolutePath())
                .isEqualTo(expected);
    }

    private record Case(ExportedRule rule, boolean fires, String why, List<Observed> events) {
        /** By the rule itself. */
        boolean found() {
            return found(id -> id / RuleIds.BLOCK == rule.id().orElseThrow() / RuleIds.BLOCK);
        }

        /** By the rule itself, or by another that is as grave and took the event from it. */
        boolean noticed() {
            return found(id -> true);
        }

        private boolean found(IntPredicate by) {
            MiniWazuh wazuh = new MiniWazuh(EXPORTED.rules(), PACK.profile().zone());
            Map<Integer, Integer> levels = levels();
            int own = levels.get(rule.id().orElseThrow());
            boolean found = false;
            for (Observed event : events) {
                int id =
                        wazuh.take(EventJson.write(event.event()), event.event().time());
                found = found || (by.test(id) && levels.getOrDefault(id, 0) >= own);
            }
            return found;
        }
    }

    private static Map<Integer, Integer> levels() {
        Map<Integer, Integer> levels = new HashMap<>();
        rules().forEach(rule ->
                levels.put(Integer.parseInt(rule.getAttribute("id")), Integer.parseInt(rule.getAttribute("level"))));
        return levels;
    }

    private static Stream<Case> cases(ExportedRule rule) {
        String name = "/vn/khue/audit/detection/samples/" + rule.name() + ".yml";
        try (InputStream in = SampleEvents.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            YamlNode.Mapping whole =
                    (YamlNode.Mapping) ((Reading.Understood<List<YamlNode>>) YamlDocuments.read(rule.name(), text))
                            .value()
                            .get(0);
            return ((YamlNode.Sequence) whole.get("cases").orElseThrow())
                    .items().stream()
                            .map(each -> (YamlNode.Mapping) each)
                            .map(each -> new Case(
                                    rule,
                                    word(each, "fires").equals("true"),
                                    word(each, "why"),
                                    new SampleEvents(word(whole, "source"))
                                            .of(((YamlNode.Sequence)
                                                            each.get("events").orElseThrow())
                                                    .items())));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String word(YamlNode.Mapping in, String key) {
        return ((YamlNode.Scalar) in.get(key).orElseThrow()).text();
    }

    /** Two engines that share nothing but the events agree where the table says that nothing is lost. */
    @Test
    void rulesThatLoseNothingFindWhatDetectionFinds() {
        List<ExportedRule> whole =
                EXPORTED.table().stream().filter(ExportedRule::whole).toList();
        assertThat(whole).hasSizeGreaterThan(20);
        whole.stream()
                .flatMap(RuleExportTest::cases)
                .forEach(each -> assertThat(each.found())
                        .as("%s: %s", each.rule().name(), each.why())
                        .isEqualTo(each.fires()));
    }

    /** What is lost makes rules coarser: they still find what they are for. */
    @Test
    void rulesThatLoseALittleStillFindWhatTheyAreFor() {
        EnumSet<Loss> coarser = EnumSet.of(
                Loss.EVERY_EVENT, Loss.DISTINCT, Loss.SCHOOLS, Loss.ARRIVAL_HOUR, Loss.IDENTITY, Loss.SHARED);
        EXPORTED.table().stream()
                .filter(rule -> !rule.whole() && rule.id().isPresent() && coarser.containsAll(rule.in4()))
                .flatMap(RuleExportTest::cases)
                .filter(Case::fires)
                .filter(each -> !each.rule().in4().contains(Loss.IDENTITY)
                        || !each.why().contains("nobody"))
                .forEach(each -> assertThat(each.noticed())
                        .as("%s: %s", each.rule().name(), each.why())
                        .isTrue());
    }

    @Test
    void everySigmaFileOfFiveIsYamlOverTheCommonSchema() {
        assertThat(EXPORTED.sigma()).isNotEmpty();
        EXPORTED.sigma().forEach((name, text) -> {
            Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
            Map<?, ?> detection = (Map<?, ?>) file.get("detection");
            assertThat(file.get("level")).isIn("low", "medium", "high", "critical");
            assertThat(detection.get("condition").toString()).contains("selection_0");
            assertThat(((Map<?, ?>) detection.get("selection_0"))
                            .keySet().stream().map(key -> key.toString().split("\\|")[0]))
                    .as(name)
                    .isSubsetOf(
                            "event.action",
                            "event.reason",
                            "event.code",
                            "event.provider",
                            "event.outcome",
                            "user.id",
                            "source.ip",
                            "user_agent.original",
                            "organization.id");
        });
    }

    @Test
    void whatCannotBeSaidIsSaidToBeLost() {
        Map<String, Set<Loss>> lost = new TreeMap<>();
        EXPORTED.table().forEach(rule -> lost.put(rule.name(), rule.in4()));
        assertThat(lost.get("clock_ahead")).contains(Loss.PART_NOT_THERE);
        assertThat(lost.get("signature_after_reset")).contains(Loss.TWO_FIELDS);
        assertThat(lost.get("password_spray")).contains(Loss.DISTINCT, Loss.SCHOOLS, Loss.IDENTITY);
        assertThat(lost.get("seal_off_hours")).contains(Loss.ARRIVAL_HOUR, Loss.EVERY_EVENT);
        assertThatThrownBy(() -> RuleExport.of(
                        DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT)), new RuleIds(Map.of())))
                .isInstanceOf(vn.khue.audit.wazuh.WazuhException.class)
                .hasMessageContaining("next free block");
    }
}
