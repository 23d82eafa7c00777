package vn.khue.audit.wazuh.export;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.khue.audit.wazuh.WazuhException;

/** Writes rules and decoders of 4.x as Wazuh reads them. */
final class WazuhXml {

    private static final String HEAD =
            "<!-- Made by Khuê from its own rules; changes are lost at the next export. -->\n";

    /** What a text of a rule may be long (loadmemory in src/analysisd/rules.c, 4.14.7). */
    private static final int MOST = 2_047;

    /** Techniques that ATT&CK 19 numbers anew, by their number in the 13.1 that 4.x knows; of others each alert gives a warning. */
    private static final Map<String, String> OLDER = Map.of("T1685", "T1562", "T1685.002", "T1562.008");

    private WazuhXml() {}

    static String rules(List<WazuhRule> rules) {
        StringBuilder xml = new StringBuilder(HEAD).append("<group name=\"khue,\">\n");
        rules.forEach(rule -> rule(xml, rule));
        return xml.append("</group>\n").toString();
    }

    /**
     * Wazuh decodes lines of JSON by itself. These add the address as {@code srcip}, which active response and lists of addresses work by.
     *
     * <p>They bear the name of its own decoder, so that rules find {@code json} with them and without, and stand before it by the name of their file: a child
     * of its own decoder would take the fields of every other line of JSON away, for a decoder with children runs nothing but the child that fits. Of two
     * children of one name the second may have no {@code prematch}. (src/analysisd/decoders/decoder.c, DecodeEvent; decoders_list.c,
     * _OS_AddOSDecoder; src/config/rules-config.c, cmpr; 4.14.7)
     */
    static String decoders() {
        return HEAD + """
                <decoder name="json">
                  <prematch type="pcre2">^\\{.*"vendor_name":"Khu</prematch>
                </decoder>
                <decoder name="khue">
                  <parent>json</parent>
                  <regex type="pcre2">"src_endpoint":\\{"ip":"([0-9A-Fa-f:.]+)"</regex>
                  <order>srcip</order>
                </decoder>
                <decoder name="khue">
                  <parent>json</parent>
                  <plugin_decoder>JSON_Decoder</plugin_decoder>
                </decoder>
                """;
    }

    private static void rule(StringBuilder xml, WazuhRule rule) {
        xml.append("  <rule id=\"").append(rule.id()).append("\" level=\"").append(rule.level());
        rule.frequency().ifPresent(number -> xml.append("\" frequency=\"").append(number));
        rule.timeframe().ifPresent(number -> xml.append("\" timeframe=\"").append(number));
        xml.append("\">\n");
        if (!rule.parents().isEmpty()) {
            // Several elements of this name would be one number, one behind the other.
            element(
                    xml,
                    "if_sid",
                    "",
                    rule.parents().stream()
                            .map(parent -> Integer.toString(parent))
                            .collect(Collectors.joining(", ")));
        }
        rule.parentGroup().ifPresent(group -> element(xml, "if_group", "", group));
        rule.matchedGroup().ifPresent(group -> element(xml, "if_matched_group", "", group));
        for (Clause clause : rule.clauses()) {
            if (RuleFields.isStatus(clause.field())) {
                element(xml, "status", " type=\"pcre2\"", pattern(clause.pattern()));
            } else {
                element(xml, "field", " name=\"" + clause.field() + "\" type=\"pcre2\"", pattern(clause.pattern()));
            }
        }
        if (!rule.exceptions().isEmpty()) {
            // Several elements of this name would be one pattern, one behind the other.
            element(
                    xml,
                    "regex",
                    " type=\"pcre2\" negate=\"yes\"",
                    pattern(rule.exceptions().stream().map(Clause::inLine).collect(Collectors.joining("|"))));
        }
        rule.hours().ifPresent(hours -> element(xml, "time", "", hours));
        rule.same().forEach(field -> element(xml, "same_field", "", field));
        rule.different().forEach(field -> element(xml, "different_field", "", field));
        if (rule.matchedGroup().isPresent()) {
            // Else only events of one agent are counted together.
            xml.append("    <global_frequency />\n");
        }
        element(xml, "description", "", rule.description());
        if (!rule.techniques().isEmpty()) {
            xml.append("    <mitre>\n");
            rule.techniques().stream()
                    .map(technique -> OLDER.getOrDefault(technique, technique))
                    .distinct()
                    .forEach(technique ->
                            xml.append("      <id>").append(technique).append("</id>\n"));
            xml.append("    </mitre>\n");
        }
        if (!rule.groups().isEmpty()) {
            element(xml, "group", "", String.join(",", rule.groups()) + ",");
        }
        xml.append("  </rule>\n");
    }

    /** Wazuh's reader takes entities as they stand, that of its API takes them for what they mean: so there are none. (src/os_xml/os_xml.c, 4.14.7) */
    private static String pattern(String regex) {
        return regex.replace("&", "\\x26").replace("<", "\\x3c").replace(">", "\\x3e");
    }

    private static void element(StringBuilder xml, String name, String attributes, String text) {
        if (text.isEmpty() || text.length() > MOST || text.chars().anyMatch(each -> "&<>".indexOf(each) >= 0)) {
            throw new WazuhException("Wazuh export: expected 1 to " + MOST + " characters without &, < and > in " + name
                    + ", found " + text + "; shorten or reword the rule");
        }
        xml.append("    <").append(name).append(attributes).append('>');
        xml.append(text);
        xml.append("</").append(name).append(">\n");
    }
}
