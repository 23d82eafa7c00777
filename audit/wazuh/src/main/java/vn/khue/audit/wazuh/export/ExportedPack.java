package vn.khue.audit.wazuh.export;

import java.util.List;
import java.util.SortedMap;

/**
 * The pack as Wazuh's.
 *
 * @param rules XML of 4.x, for {@value #RULES_FILE}
 * @param decoders XML of 4.x, for {@value #DECODERS_FILE}
 * @param script of 4.x that sends alerts to Khuê, for {@value #SCRIPT_FILE}
 * @param sigma YAML of 5.x by name of the rule
 * @param schemaDecoder YAML of 5.x, for {@value #SCHEMA_DECODER_FILE}
 * @param table what became of each rule, by name
 */
public record ExportedPack(
        String rules,
        String decoders,
        String script,
        SortedMap<String, String> sigma,
        String schemaDecoder,
        List<ExportedRule> table) {

    public static final String RULES_FILE = "khue_rules.xml";
    /** Wazuh reads decoders in the order of their file names, whatever folder they are in, and the first that fits takes a line. */
    public static final String DECODERS_FILE = "0000-khue_decoders.xml";

    public static final String SCRIPT_FILE = "custom-khue";
    public static final String SCHEMA_DECODER_FILE = "khue-decoder.yml";

    public ExportedPack {
        table = List.copyOf(table);
    }
}
