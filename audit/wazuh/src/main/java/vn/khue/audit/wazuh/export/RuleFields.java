package vn.khue.audit.wazuh.export;

import java.util.Map;
import java.util.Optional;

/** Names of fields: in our lines as Wazuh 4.x decodes JSON, and in the common schema of 5.x (which follows ECS 9.1). All of these are in engine-schema.json of 5.0.0-beta4. */
final class RuleFields {

    /** Fields of a decoded event that Wazuh 4.x keeps apart; a rule asks for them by an element of that name. */
    private static final String STATUS = "status";

    private static final Map<String, String> SCHEMA = Map.of(
            "unmapped.kind", "event.action",
            "unmapped.details.reason", "event.reason",
            "unmapped.details.operation", "event.code",
            "metadata.product.name", "event.provider",
            "status", "event.outcome",
            "actor.user.uid", "user.id",
            "src_endpoint.ip", "source.ip",
            "http_request.user_agent", "user_agent.original",
            "unmapped.unit", "organization.id");

    private RuleFields() {}

    static String inLine(String field) {
        return field.equals("khue.identity") ? "actor.user.uid" : field;
    }

    static boolean isStatus(String field) {
        return field.equals(STATUS);
    }

    /** Ours by name, and theirs. */
    static Map<String, String> schema() {
        return SCHEMA;
    }

    static Optional<String> inSchema(String field) {
        return Optional.ofNullable(SCHEMA.get(field));
    }
}
