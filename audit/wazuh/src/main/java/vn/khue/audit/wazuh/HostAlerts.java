package vn.khue.audit.wazuh;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.audit.wazuh.item.HostAlert;

/**
 * Reads an alert of 4.x, as {@code alerts.json}, integratord and the indexer have it, or a finding of 5.x. What is missing is taken for
 * nothing; without an id, a time and a rule it is none.
 */
public final class HostAlerts {

    public static final int MAX_BYTES = 1 << 20;

    private static final int MOST = 32;

    private HostAlerts() {}

    /**
     * One alert that somebody sent.
     *
     * @param json at most {@value #MAX_BYTES} bytes; a finding of 5.x with its document's id as {@code _id}
     * @throws WazuhException if it is none
     */
    public static HostAlert read(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw new WazuhException("Wazuh alert: expected at most " + MAX_BYTES + " bytes, found " + json.length);
        }
        try {
            JsonObject object = JsonReader.object(json);
            return of(object, object.text("_id", 512))
                    .orElseThrow(() -> new WazuhException(
                            "Wazuh alert: expected an id, a timestamp and a rule, found one of them missing"));
        } catch (IOException e) {
            throw new WazuhException("Wazuh alert: " + e.getMessage(), e);
        }
    }

    /** @param document its id in the indexer */
    static Optional<HostAlert> of(JsonObject source, Optional<String> document) {
        Optional<JsonObject> five =
                source.object("wazuh").filter(wazuh -> wazuh.object("rule").isPresent());
        return five.isPresent() ? five(source, five.get(), document) : four(source);
    }

    private static Optional<HostAlert> four(JsonObject source) {
        JsonObject rule = source.object("rule").orElse(JsonObject.empty());
        JsonObject agent = source.object("agent").orElse(JsonObject.empty());
        JsonObject mitre = rule.object("mitre").orElse(JsonObject.empty());
        Optional<Instant> time = source.instant("timestamp").or(() -> source.instant("@timestamp"));
        Optional<String> number = source.text("id", 128);
        Optional<String> ruleId = rule.text("id", 64);
        if (time.isEmpty() || number.isEmpty() || ruleId.isEmpty()) {
            return Optional.empty();
        }
        String server = source.object("manager")
                .map(manager -> manager.textOr("name", "?"))
                .orElse("?");
        return Optional.of(new HostAlert(
                server + "/" + number.get(),
                time.get(),
                ruleId.get(),
                Math.min(16, rule.count("level")),
                rule.text("description", 500).orElse(""),
                bounded(rule.texts("groups", 128)),
                bounded(mitre.texts("id", 32)),
                agent.textOr("id", "?"),
                agent.textOr("name", "?"),
                source.object("syscheck").flatMap(check -> check.text("path", 500))));
    }

    private static Optional<HostAlert> five(JsonObject source, JsonObject wazuh, Optional<String> document) {
        JsonObject rule = wazuh.object("rule").orElse(JsonObject.empty());
        JsonObject agent =
                wazuh.object("agent").or(() -> source.object("agent")).orElse(JsonObject.empty());
        JsonObject mitre = rule.object("mitre").orElse(JsonObject.empty());
        JsonObject integration = wazuh.object("integration").orElse(JsonObject.empty());
        Optional<Instant> time = source.instant("@timestamp");
        Optional<String> ruleId = rule.text("id", 64);
        if (time.isEmpty() || document.isEmpty() || ruleId.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HostAlert(
                document.get(),
                time.get(),
                ruleId.get(),
                level(rule.textOr("level", "")),
                rule.text("title", 500).orElse(""),
                integration.text("name", 128).map(List::of).orElse(List.of()),
                bounded(mitre.texts("technique", 32)),
                agent.textOr("id", "?"),
                agent.textOr("name", "?"),
                source.object("file").flatMap(file -> file.text("path", 500))));
    }

    /** As Wazuh's guide to 5.x puts numbers and words together. */
    private static int level(String word) {
        return switch (word) {
            case "low" -> 5;
            case "medium" -> 8;
            case "high" -> 12;
            case "critical" -> 14;
            default -> 3;
        };
    }

    private static List<String> bounded(List<String> texts) {
        return texts.size() > MOST ? texts.subList(0, MOST) : texts;
    }
}
