package vn.khue.audit.wazuh.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
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
import java.util.regex.Matcher;
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

/**
 * The exported rules by what Wazuh's readers of rules and decoders ask of them, and by what they find in the samples of detection. What is asked is what
 * the source of 4.14.7 says (src/analysisd/rules.c, decoders/decode-xml.c, decoders/decoders_list.c, src/os_xml/os_xml.c, src/config/rules-config.c);
 * the engine built of it read these files together with its own without a word.
 */
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
            "if_sid",
            "if_group",
            "if_matched_group",
            "field",
            "status",
            "regex",
            "time",
            "same_field",
            "different_field",
            "global_frequency",
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
        Set<String> ids = new HashSet<>(Set.of("99000"));
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
    }

    /** loadmemory in rules.c: 2,047 bytes; several if_sid run together; the readers of engine and API take entities differently; ids by ATT&CK 13.1. */
    @Test
    void noTextIsOneThatWazuhReadsOtherwise() {
        assertThat(EXPORTED.rules() + EXPORTED.decoders())
                .doesNotContain("&lt;", "&gt;", "&amp;", "]]>")
                .doesNotContain("T1685");
        for (Element rule : rules()) {
            String id = rule.getAttribute("id");
            assertThat(texts(rule, "if_sid")).as(id).hasSizeLessThan(2);
            assertThat(texts(rule, "if_group")).as(id).hasSizeLessThan(2);
            options(rule)
                    .forEach(option -> assertThat(option.getTextContent().getBytes(StandardCharsets.UTF_8).length)
                            .as(id)
                            .isLessThan(2_048));
            assertThat(texts(rule, "global_frequency"))
                    .as(id + ": else only events of one agent are counted together")
                    .hasSameSizeAs(texts(rule, "if_matched_group"));
        }
    }

    /** OS_IsonTime in src/shared/validate_op.c: both ends are in, and both are out of a range over midnight. */
    @Test
    void hoursBeginAndEndWithTheMinute() {
        Map<String, String> ranges = new TreeMap<>();
        rules().forEach(rule -> texts(rule, "time").forEach(range -> ranges.put(rule.getAttribute("id"), range)));
        assertThat(ranges).containsEntry("100700", "19:59-06:00").containsEntry("100830", "00:00-04:59");
        MiniWazuh wazuh = new MiniWazuh(EXPORTED.rules(), PACK.profile().zone());
        Map<String, Boolean> sealed = new TreeMap<>();
        Map<String, Boolean> signed = new TreeMap<>();
        for (String clock : List.of("19:59", "20:00", "23:59", "00:00", "05:59", "06:00")) {
            sealed.put(clock, wazuh.take(used("DOCUMENT_SEALED"), at(clock)) == 100_710);
        }
        for (String clock : List.of("23:59", "00:00", "04:59", "05:00")) {
            signed.put(clock, wazuh.take(used("DOCUMENT_SIGNED"), at(clock)) == 100_840);
        }
        assertThat(sealed)
                .isEqualTo(Map.of(
                        "19:59", false, "20:00", true, "23:59", true, "00:00", true, "05:59", true, "06:00", false));
        assertThat(signed).isEqualTo(Map.of("23:59", false, "00:00", true, "04:59", true, "05:00", false));
    }

    private static byte[] used(String kind) {
        return ("{\"activity_id\":1,\"category_uid\":1,\"metadata\":{\"product\":{\"name\":\"signing\",\"vendor_name\":\"Khuê\"}},\"status\":\"Success\",\"unmapped\":{\"kind\":\""
                        + kind + "\",\"details\":{\"authorisation\":\"a\"}}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Instant at(String clock) {
        return SampleEvents.BEGIN
                .atZone(PACK.profile().zone())
                .with(LocalTime.parse(clock))
                .toInstant();
    }

    /**
     * The first decoder whose beginning fits takes a line, in the order of file names; a decoder with children runs nothing but a child; of children with
     * one name only the first may have a beginning of its own. A child of Wazuh's own decoder for JSON would leave every other line of JSON without
     * fields, so ours stands before it, under its name.
     */
    @Test
    void decodersStandBeforeWazuhsOwnAndTakeNoLineButOurs() {
        assertThat(ExportedPack.DECODERS_FILE).isLessThan("0005-wazuh_decoders.xml");
        List<Element> decoders = MiniWazuh.elements(MiniWazuh.document(EXPORTED.decoders()), "decoder");
        assertThat(decoders).hasSize(3);
        assertThat(decoders.get(0).getAttribute("name")).isEqualTo("json");
        assertThat(texts(decoders.get(0), "parent")).isEmpty();
        Pattern beginning = Pattern.compile(texts(decoders.get(0), "prematch").get(0));
        for (Element child : decoders.subList(1, 3)) {
            assertThat(child.getAttribute("name")).isEqualTo("khue");
            assertThat(texts(child, "parent")).containsExactly("json");
            assertThat(texts(child, "prematch")).isEmpty();
            assertThat(texts(child, "regex").isEmpty())
                    .isEqualTo(texts(child, "order").isEmpty())
                    .isNotEqualTo(texts(child, "plugin_decoder").isEmpty());
        }
        assertThat(texts(decoders.get(2), "plugin_decoder")).containsExactly("JSON_Decoder");
        String line = new String(
                EventJson.write(SampleEvents.failed(1, "2001:db8::7", SampleEvents.BEGIN)), StandardCharsets.UTF_8);
        assertThat(beginning.matcher(line).find()).isTrue();
        assertThat(beginning.matcher("{\"event\":\"vendor_name\"}").find()).isFalse();
        Matcher address =
                Pattern.compile(texts(decoders.get(1), "regex").get(0)).matcher(line);
        assertThat(address.find()).isTrue();
        assertThat(address.group(1)).isEqualTo("2001:db8::7");
    }

    /** Rule 99000 of 4.5 and later takes every line of OCSF; a rule beside it never sees one. */
    @Test
    void allStandBelowTheRuleThatTakesEveryLineOfOcsf() {
        for (Element rule : rules()) {
            String id = rule.getAttribute("id");
            if (id.equals("100000")) {
                assertThat(texts(rule, "if_sid")).containsExactly("99000");
            } else {
                assertThat(texts(rule, "if_sid").size()
                                + texts(rule, "if_group").size())
                        .as(id)
                        .isEqualTo(1);
            }
        }
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
            assertThat(((Map<?, ?>) detection.get("selection_0"))
                            .keySet().stream()
                                    .filter(key -> key.toString().contains("|"))
                                    .map(key -> key.toString()
                                            .substring(key.toString().indexOf('|') + 1)))
                    .as(name)
                    .isSubsetOf("contains", "startswith", "endswith", "re", "re|i", "exists");
            assertThat(text).as("a flag is a modifier: " + name).doesNotContain("(?i)");
            Map<?, ?> mitre = (Map<?, ?>) file.get("mitre");
            assertThat(mitre.keySet().stream().map(Object::toString))
                    .containsExactlyInAnyOrder("tactic", "technique", "subtechnique");
            assertThat((List<?>) mitre.get("technique"))
                    .as("parents, too: " + name)
                    .isNotEmpty();
            assertThat(((Map<?, ?>) file.get("metadata")).keySet().stream().map(Object::toString))
                    .contains("title", "description");
        });
        assertThat(EXPORTED.sigma().get("device_code_used"))
                .contains("event.code|startswith: [\"oauth2_device\"]", "tactic: [\"TA0006\"]");
    }

    @Test
    void theDecoderOfFiveMapsWhatTheRulesAskFor() {
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(EXPORTED.schemaDecoder());
        assertThat(file.get("check")).isEqualTo("starts_with($_tmp_json.metadata.product.vendor_name, \"Khu\")");
        Map<?, ?> block = (Map<?, ?>) ((List<?>) file.get("normalize")).get(0);
        Map<String, String> mapped = new TreeMap<>();
        ((List<?>) block.get("map"))
                .forEach(each -> ((Map<?, ?>) each).forEach((to, from) -> mapped.put(to.toString(), from.toString())));
        assertThat(mapped)
                .hasSize(RuleFields.schema().size())
                .containsEntry("event.action", "$_tmp_json.unmapped.kind")
                .containsEntry("event.outcome", "downcase($_tmp_json.status)");
    }

    @Test
    void whatCannotBeSaidIsSaidToBeLost() {
        Map<String, Set<Loss>> lost = new TreeMap<>();
        EXPORTED.table().forEach(rule -> lost.put(rule.name(), rule.in4()));
        assertThat(lost.get("clock_ahead")).contains(Loss.PART_NOT_THERE);
        assertThat(lost.get("signature_after_reset")).contains(Loss.TWO_FIELDS);
        assertThat(lost.get("password_spray")).contains(Loss.DISTINCT, Loss.SCHOOLS, Loss.IDENTITY);
        // As grave as it, and complete sooner: what one counted ends the search of the other.
        assertThat(lost.get("credential_stuffing")).contains(Loss.SHARED);
        assertThat(lost.get("seal_off_hours")).contains(Loss.ARRIVAL_HOUR, Loss.EVERY_EVENT);
        assertThatThrownBy(() -> RuleExport.of(
                        DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT)), new RuleIds(Map.of())))
                .isInstanceOf(vn.khue.audit.wazuh.WazuhException.class)
                .hasMessageContaining("next free block");
    }
}
