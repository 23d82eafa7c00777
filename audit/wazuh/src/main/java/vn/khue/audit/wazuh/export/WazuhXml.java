package vn.khue.audit.wazuh.export;

import java.util.List;
import java.util.stream.Collectors;

/** Writes rules and decoders of 4.x as Wazuh reads them. */
final class WazuhXml {

    private static final String HEAD =
            "<!-- Made by Khuê from its own rules; changes are lost at the next export. -->\n";

    private WazuhXml() {}

    static String rules(List<WazuhRule> rules) {
        StringBuilder xml = new StringBuilder(HEAD).append("<group name=\"khue,\">\n");
        rules.forEach(rule -> rule(xml, rule));
        return xml.append("</group>\n").toString();
    }

    /**
     * Wazuh decodes lines of JSON by itself. These stand below its decoder and add the address as {@code srcip}, which active response and
     * lists of addresses work by.
     */
    static String decoders() {
        return HEAD + """
                <decoder name="khue">
                  <parent>json</parent>
                  <prematch type="pcre2">"vendor_name":"Khu</prematch>
                  <regex type="pcre2">"src_endpoint":\\{"ip":"([0-9A-Fa-f:.]+)"</regex>
                  <order>srcip</order>
                </decoder>
                <decoder name="khue">
                  <parent>json</parent>
                  <prematch type="pcre2">"vendor_name":"Khu</prematch>
                  <plugin_decoder>JSON_Decoder</plugin_decoder>
                </decoder>
                """;
    }

    private static void rule(StringBuilder xml, WazuhRule rule) {
        xml.append("  <rule id=\"").append(rule.id()).append("\" level=\"").append(rule.level());
        rule.frequency().ifPresent(number -> xml.append("\" frequency=\"").append(number));
        rule.timeframe().ifPresent(number -> xml.append("\" timeframe=\"").append(number));
        xml.append("\">\n");
        if (rule.parents().isEmpty() && rule.parentGroup().isEmpty()) {
            element(xml, "decoded_as", "", "json");
        }
        rule.parents().forEach(parent -> element(xml, "if_sid", "", Integer.toString(parent)));
        rule.parentGroup().ifPresent(group -> element(xml, "if_group", "", group));
        rule.matchedGroup().ifPresent(group -> element(xml, "if_matched_group", "", group));
        for (Clause clause : rule.clauses()) {
            if (RuleFields.isStatus(clause.field())) {
                element(xml, "status", " type=\"pcre2\"", clause.pattern());
            } else {
                element(xml, "field", " name=\"" + clause.field() + "\" type=\"pcre2\"", clause.pattern());
            }
        }
        if (!rule.exceptions().isEmpty()) {
            // Several elements of this name would be one pattern, one behind the other.
            element(
                    xml,
                    "regex",
                    " type=\"pcre2\" negate=\"yes\"",
                    rule.exceptions().stream().map(Clause::inLine).collect(Collectors.joining("|")));
        }
        rule.hours().ifPresent(hours -> element(xml, "time", "", hours));
        rule.same().forEach(field -> element(xml, "same_field", "", field));
        rule.different().forEach(field -> element(xml, "different_field", "", field));
        element(xml, "description", "", rule.description());
        if (!rule.techniques().isEmpty()) {
            xml.append("    <mitre>\n");
            rule.techniques()
                    .forEach(technique ->
                            xml.append("      <id>").append(technique).append("</id>\n"));
            xml.append("    </mitre>\n");
        }
        if (!rule.groups().isEmpty()) {
            element(xml, "group", "", String.join(",", rule.groups()) + ",");
        }
        xml.append("  </rule>\n");
    }

    private static void element(StringBuilder xml, String name, String attributes, String text) {
        xml.append("    <").append(name).append(attributes).append('>');
        xml.append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        xml.append("</").append(name).append(">\n");
    }
}
