package vn.khue.audit.wazuh.export;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The decoder of 5.x that puts the fields of our lines into Wazuh's common schema, which its rules read. It stands below the decoder that reads JSON into
 * {@code _tmp_json}. By src/engine/ruleset/schemas/wazuh-decoders.json and docs/ref/modules/engine/README.md of 5.0.0-beta4; an operation whose field is
 * not there is left out and the others go on.
 */
final class SchemaDecoder {

    private static final String JSON = "$_tmp_json.";

    private SchemaDecoder() {}

    static String yaml() {
        return """
                name: "decoder/khue/0"
                id: "5b0d4a52-7f0e-4c1b-9a53-2f6a7c1e8d04"
                enabled: true
                metadata:
                  title: "Khuê"
                  author: "Khuê"
                  description: "Events of Khuê (OCSF 1.8) in the common schema"
                parents:
                  - "decoder/integrations/0"
                check: "starts_with($_tmp_json.metadata.product.vendor_name, \\"Khu\\")"
                normalize:
                  - map:
                """
                + RuleFields.schema().entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(field -> "      - " + field.getValue() + ": " + quoted(field.getKey()) + '\n')
                        .collect(Collectors.joining());
    }

    /** The common schema writes outcomes small. */
    private static String quoted(String field) {
        String value = JSON + field;
        return '"' + (RuleFields.isStatus(field) ? "downcase(" + value + ")" : value) + '"';
    }
}
