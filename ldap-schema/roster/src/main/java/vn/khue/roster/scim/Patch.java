package vn.khue.roster.scim;

import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.PatchOperation;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries a PATCH out on a document (RFC 7644 section 3.5.2), the ways of real clients included: operations in capitals, operations
 * without a path, names with dots in them, values of standard attributes that we do not keep. Thread-safe.
 */
final class Patch {

    static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    private final ScimSchemas schemas;
    private final ScimJson json;
    private final ScimLimits limits;
    private final ResourceReader reader;

    Patch(ScimSchemas schemas, ScimJson json, ScimLimits limits, ResourceReader reader) {
        this.schemas = schemas;
        this.json = json;
        this.limits = limits;
        this.reader = reader;
    }

    /**
     * Changes the document in place; it has to be cleaned again.
     *
     * @return what happens to the members, of a group only
     */
    MemberChanges apply(ResourceKind kind, ObjectNode document, ObjectNode sent) throws ScimException {
        reader.requireSchema(sent, SCHEMA);
        if (!(sent.get("Operations") instanceof ArrayNode operations) || operations.isEmpty()) {
            throw ScimProblem.syntax("expected Operations with at least one operation, found none");
        }
        if (operations.size() > limits.operations()) {
            throw ScimProblem.status(
                    413, "expected at most " + limits.operations() + " operations, found " + operations.size());
        }
        var work = new Work(kind, document, new MemberChanges(limits.members()));
        for (JsonNode one : operations) {
            try {
                operation(work, one);
            } catch (IllegalArgumentException | ClassCastException e) {
                // What the library does not expect is what the client should not have sent.
                throw ScimProblem.value("expected a value that fits the path, found another");
            }
        }
        return work.members();
    }

    private record Work(ResourceKind kind, ObjectNode document, MemberChanges members) {}

    private enum Op {
        ADD,
        REPLACE,
        REMOVE
    }

    private void operation(Work work, JsonNode one) throws ScimException {
        Op op = op(one.path("op").asString(""));
        JsonNode path = one.path("path");
        Optional<JsonNode> value = Optional.ofNullable(one.get("value"));
        if (op != Op.REMOVE && value.isEmpty()) {
            throw ScimProblem.syntax("expected a value for " + op + ", found none");
        }
        if (path.isString() && !path.stringValue().isBlank()) {
            at(work, op, path.stringValue(), value, false);
            return;
        }
        if (op == Op.REMOVE) {
            throw ScimProblem.noTarget("expected a path to remove, found none");
        }
        if (!(value.orElseThrow() instanceof ObjectNode attributes)) {
            throw ScimProblem.syntax("expected an object of attributes where there is no path");
        }
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            at(work, op, attribute.getKey(), Optional.of(attribute.getValue()), true);
        }
    }

    private static Op op(String word) throws ScimException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "add" -> Op.ADD;
            case "replace" -> Op.REPLACE;
            case "remove" -> Op.REMOVE;
            default -> throw ScimProblem.syntax("expected op to be add, replace or remove, found another word");
        };
    }

    /** @param listed the path is a name in a value, where attributes that only we give may stand */
    private void at(Work work, Op op, String text, Optional<JsonNode> value, boolean listed) throws ScimException {
        AttributePath target = AttributePath.read(text, work.kind(), schemas);
        if (target.fate() == AttributePath.Fate.READ_ONLY && !listed) {
            throw ScimProblem.mutability("expected an attribute that may be changed, found one that only we give");
        }
        if (target.fate() != AttributePath.Fate.KEPT) {
            return;
        }
        if (target.attribute()
                .filter(attribute -> attribute.name().equals("members"))
                .isPresent()) {
            members(work, op, target.path(), value);
            return;
        }
        if (target.extension().isEmpty()) {
            change(op, target, work.document(), value);
            return;
        }
        String extension = target.extension().get();
        if (!(work.document().get(extension) instanceof ObjectNode)) {
            if (op == Op.REMOVE) {
                return;
            }
            work.document().set(extension, json.object());
        }
        ObjectNode inner = (ObjectNode) work.document().get(extension);
        if (!target.path().isRoot()) {
            change(op, target, inner, value);
        } else if (op == Op.REMOVE) {
            work.document().remove(extension);
        } else if (value.orElseThrow() instanceof ObjectNode attributes) {
            for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
                at(work, op, extension + ":" + attribute.getKey(), Optional.of(attribute.getValue()), true);
            }
        } else {
            throw ScimProblem.value("expected an object of attributes of " + extension);
        }
    }

    private void members(Work work, Op op, Path path, Optional<JsonNode> value) throws ScimException {
        Filter filter = path.getElement(0).getValueFilter();
        if (filter != null && op == Op.REMOVE && path.size() == 1) {
            work.members().remove(filter);
        } else if (filter != null || path.size() > 1) {
            throw ScimProblem.path("expected members, or members[value eq \"id\"] to remove, found another path");
        } else {
            switch (op) {
                case ADD -> work.members().add(value.orElseThrow());
                case REPLACE -> work.members().replace(value.orElseThrow());
                case REMOVE -> work.members().remove(value);
            }
        }
    }

    private void change(Op op, AttributePath target, ObjectNode node, Optional<JsonNode> value) throws ScimException {
        Path path = target.path();
        Filter filter = path.getElement(0).getValueFilter();
        if (op == Op.REMOVE) {
            JsonUtils.removeValues(path, node);
            return;
        }
        JsonNode given = value.orElseThrow();
        boolean whole = path.size() == 1 && filter == null;
        if (whole && target.attribute().orElseThrow().multiValued() && !given.isArray() && !given.isNull()) {
            given = json.array().add(given);
        }
        // Before the library compares each with each.
        bound(given);
        if (op == Op.ADD
                && filter != null
                && JsonUtils.findMatchingPaths(path.subPath(1), node).isEmpty()) {
            PatchOperation.add(path, given).apply(node);
        } else if (op == Op.ADD && filter == null) {
            JsonUtils.addValue(path, node, given);
        } else {
            JsonUtils.replaceValue(path, node, given);
        }
        bound(node.path(path.getElement(0).getAttribute()));
    }

    private void bound(JsonNode values) throws ScimException {
        if (values.isArray() && values.size() > limits.values()) {
            throw ScimProblem.value("expected at most " + limits.values() + " values of an attribute, found more");
        }
    }
}
