package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Several operations in one request (RFC 7644 section 3.7). All are one transaction; an operation that fails takes back itself only.
 * What is made gets its id before anything is done, so that references by bulkId may point forwards and in circles. Thread-safe.
 */
final class Bulk {

    private static final String REQUEST = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    private static final String RESPONSE = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
    private static final Pattern REFERENCE = Pattern.compile("bulkId:([A-Za-z0-9._~-]{1,64})");

    private final Resources resources;
    private final ResourceReader reader;
    private final ScimJson json;
    private final ScimLimits limits;

    Bulk(Resources resources, ResourceReader reader, ScimJson json, ScimLimits limits) {
        this.resources = resources;
        this.reader = reader;
        this.json = json;
        this.limits = limits;
    }

    /**
     * @param sent the request
     * @param base address of the source's resources
     * @return the answer
     * @throws ScimException if the request as a whole is refused
     */
    ObjectNode carryOut(Mirror mirror, ObjectNode sent, String base) throws SQLException, ScimException {
        reader.requireSchema(sent, REQUEST);
        List<Operation> operations = operations(sent);
        int allowed = sent.path("failOnErrors").asInt(0);
        ObjectNode[] results = new ObjectNode[operations.size()];
        var made = new Made(operations);
        int errors = 0;
        for (int next : order(operations)) {
            Operation operation = operations.get(next);
            results[next] = json.object();
            results[next].put("method", operation.method());
            operation.bulkId().ifPresent(id -> results[next].put("bulkId", id));
            try {
                mirror.part(() -> perform(mirror, operation, made, results[next], base));
                made.done(operation, true);
            } catch (ScimException e) {
                made.done(operation, false);
                errors++;
                results[next].put("status", Integer.toString(e.getScimError().getStatus()));
                results[next].set("response", ScimService.error(json, e));
                if (allowed > 0 && errors >= allowed) {
                    break;
                }
            }
        }
        ArrayNode listed = json.array();
        for (ObjectNode result : results) {
            if (result != null) {
                listed.add(result);
            }
        }
        ObjectNode answer = json.object();
        answer.set("schemas", json.array().add(RESPONSE));
        answer.set("Operations", listed);
        return answer;
    }

    private record Operation(
            String method, Optional<String> bulkId, String path, Optional<String> version, JsonNode data) {}

    private List<Operation> operations(ObjectNode sent) throws ScimException {
        if (!(sent.get("Operations") instanceof ArrayNode listed) || listed.isEmpty()) {
            throw ScimProblem.syntax("expected Operations with at least one operation, found none");
        }
        if (listed.size() > limits.operations()) {
            throw ScimProblem.status(
                    413, "expected at most " + limits.operations() + " operations, found " + listed.size());
        }
        List<Operation> operations = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode one : listed) {
            String name = one.path("bulkId").asString("");
            if (!name.isEmpty() && (!NAME.matcher(name).matches() || !names.add(name))) {
                throw ScimProblem.syntax(
                        "expected each bulkId once, of 1 to 64 letters, digits and ._~-, found another");
            }
            operations.add(new Operation(
                    one.path("method").asString("").toUpperCase(Locale.ROOT),
                    Optional.of(name).filter(id -> !id.isEmpty()),
                    one.path("path").asString(""),
                    Optional.of(one.path("version").asString("")).filter(version -> !version.isEmpty()),
                    one.path("data")));
        }
        return operations;
    }

    /** What is referred to comes before what refers to it, else the order stays. */
    private static List<Integer> order(List<Operation> operations) {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < operations.size(); i++) {
            int place = i;
            operations.get(i).bulkId().ifPresent(name -> byName.put(name, place));
        }
        Set<Integer> seen = new LinkedHashSet<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            visit(i, operations, byName, seen, order);
        }
        return order;
    }

    private static void visit(
            int place,
            List<Operation> operations,
            Map<String, Integer> byName,
            Set<Integer> seen,
            List<Integer> order) {
        if (!seen.add(place)) {
            return;
        }
        Set<String> named = new LinkedHashSet<>();
        references(operations.get(place).data(), named);
        Matcher inPath = REFERENCE.matcher(operations.get(place).path());
        while (inPath.find()) {
            named.add(inPath.group(1));
        }
        for (String name : named) {
            if (byName.containsKey(name)) {
                visit(byName.get(name), operations, byName, seen, order);
            }
        }
        order.add(place);
    }

    private static void references(JsonNode node, Set<String> found) {
        if (node.isString()) {
            Matcher reference = REFERENCE.matcher(node.stringValue());
            while (reference.find()) {
                found.add(reference.group(1));
            }
        }
        for (JsonNode inner : node) {
            references(inner, found);
        }
    }

    /** The ids of what the request makes, and what became of it. For one thread. */
    private static final class Made {
        private final Map<String, UUID> ids = new HashMap<>();
        private final Set<String> failed = new LinkedHashSet<>();

        Made(List<Operation> operations) {
            for (Operation operation : operations) {
                if (operation.method().equals("POST")) {
                    operation.bulkId().ifPresent(name -> ids.put(name, UUID.randomUUID()));
                }
            }
        }

        void done(Operation operation, boolean well) {
            if (!well) {
                operation.bulkId().ifPresent(failed::add);
            }
        }

        UUID id(Operation operation) {
            return operation.bulkId().map(ids::get).orElseGet(UUID::randomUUID);
        }

        String resolve(String text) throws ScimException {
            Matcher reference = REFERENCE.matcher(text);
            var resolved = new StringBuilder();
            while (reference.find()) {
                UUID id = ids.get(reference.group(1));
                if (id == null) {
                    throw ScimProblem.value("expected a bulkId of a POST in this request, found another");
                }
                if (failed.contains(reference.group(1))) {
                    throw ScimProblem.status(409, "expected what the bulkId names to be made, found that it failed");
                }
                reference.appendReplacement(resolved, id.toString());
            }
            return reference.appendTail(resolved).toString();
        }
    }

    private Optional<UUID> perform(Mirror mirror, Operation operation, Made made, ObjectNode result, String base)
            throws SQLException, ScimException {
        String[] path = made.resolve(operation.path()).split("/", -1);
        ResourceKind kind = ResourceKind.at(path.length > 1 ? path[1] : "")
                .filter(known -> path[0].isEmpty() && path.length <= 3)
                .orElseThrow(() -> ScimProblem.status(404, "expected a path such as /Users or /Users/id"));
        boolean post = operation.method().equals("POST");
        if (post && operation.bulkId().isEmpty()) {
            throw ScimProblem.syntax("expected a bulkId for POST, found none");
        }
        if (post != (path.length == 2)) {
            throw ScimProblem.syntax("expected POST on a list, and the other methods on a resource");
        }
        UUID id = post ? made.id(operation) : MemberChanges.uuid(path[2]).orElseThrow(ScimProblem::notFound);
        if (operation.method().equals("DELETE")) {
            resources.delete(mirror, kind, id, operation.version());
            result.put("location", Resources.location(kind, id, base));
            result.put("status", "204");
            return Optional.of(id);
        }
        if (!(resolved(operation.data(), made) instanceof ObjectNode data)) {
            throw ScimProblem.syntax("expected an object as data of " + operation.method());
        }
        Mirrored now =
                switch (operation.method()) {
                    case "POST" -> resources.create(mirror, kind, id, data);
                    case "PUT" -> resources.replace(mirror, kind, id, operation.version(), data);
                    case "PATCH" -> resources.patch(mirror, kind, id, operation.version(), data);
                    default -> throw ScimProblem.syntax("expected method to be POST, PUT, PATCH or DELETE");
                };
        result.put("location", Resources.location(kind, id, base));
        result.put("version", EntityTag.of(now.version()));
        result.put("status", post ? "201" : "200");
        return Optional.of(id);
    }

    /** A copy with every reference replaced by the id. */
    private JsonNode resolved(JsonNode node, Made made) throws ScimException {
        if (node.isString()) {
            return json.text(made.resolve(node.stringValue()));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = json.object();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                copy.set(field.getKey(), resolved(field.getValue(), made));
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = json.array();
            for (JsonNode one : array) {
                copy.add(resolved(one, made));
            }
            return copy;
        }
        return node;
    }
}
