package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.utils.ScimJsonNodeFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON with bounds, into trees whose names have no case (RFC 7643 section 2.1). Thread-safe. */
final class ScimJson {

    private static final int NAME_LENGTH = 200;
    private static final int NUMBER_LENGTH = 30;

    private final JsonMapper mapper;

    ScimJson(ScimLimits limits) {
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxDocumentLength(limits.bodyBytes())
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.stringLength())
                .maxNameLength(NAME_LENGTH)
                .maxNumberLength(NUMBER_LENGTH)
                .build();
        this.mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(bounds).build())
                .nodeFactory(new ScimJsonNodeFactory())
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * The object that a client sent.
     *
     * @throws ScimException with invalidSyntax if it is no JSON object, names an attribute twice or goes over a bound
     */
    ObjectNode sent(byte[] body) throws ScimException {
        try {
            if (body.length > 0 && mapper.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw ScimProblem.syntax("expected one JSON object within the bounds of this service, found "
                    + e.getClass().getSimpleName() + " at line "
                    + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + ", column "
                    + (e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
        }
        throw ScimProblem.syntax("expected one JSON object, found something else or nothing");
    }

    /** A document of our own. */
    JsonNode stored(String text) {
        return mapper.readTree(text);
    }

    ObjectNode object() {
        return mapper.createObjectNode();
    }

    ArrayNode array() {
        return mapper.createArrayNode();
    }

    JsonNode text(String value) {
        return mapper.getNodeFactory().stringNode(value);
    }

    JsonNode bool(boolean value) {
        return mapper.getNodeFactory().booleanNode(value);
    }

    JsonNode number(int value) {
        return mapper.getNodeFactory().numberNode(value);
    }

    /** For the database. */
    String written(JsonNode node) {
        return mapper.writeValueAsString(node);
    }

    byte[] bytes(JsonNode node) {
        return mapper.writeValueAsBytes(node);
    }
}
