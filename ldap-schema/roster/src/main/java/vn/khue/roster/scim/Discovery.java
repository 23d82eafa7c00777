package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What this service can do (RFC 7644 section 4, RFC 7643 sections 5 to 7). Immutable. */
final class Discovery {

    private static final String CONFIG = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
    private static final String TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema";

    private final ScimSchemas schemas;
    private final ScimJson json;
    private final ScimLimits limits;

    Discovery(ScimSchemas schemas, ScimJson json, ScimLimits limits) {
        this.schemas = schemas;
        this.json = json;
        this.limits = limits;
    }

    /**
     * @param endpoint ServiceProviderConfig, ResourceTypes or Schemas
     * @param id of one of them
     * @throws ScimException with 404 if there is none
     */
    ObjectNode answer(String endpoint, Optional<String> id, String base) throws ScimException {
        if (endpoint.equals("ServiceProviderConfig") && id.isEmpty()) {
            return config(base);
        }
        List<ObjectNode> all =
                switch (endpoint) {
                    case "ResourceTypes" -> types(base);
                    case "Schemas" -> schemas(base);
                    default -> List.of();
                };
        if (id.isEmpty() && !all.isEmpty()) {
            return list(all);
        }
        return all.stream()
                .filter(one -> one.path("id").asString("").equalsIgnoreCase(id.orElse("")))
                .findFirst()
                .orElseThrow(ScimProblem::notFound);
    }

    private ObjectNode list(List<ObjectNode> all) {
        ObjectNode answer = json.object();
        answer.set("schemas", json.array().add("urn:ietf:params:scim:api:messages:2.0:ListResponse"));
        answer.put("totalResults", all.size());
        answer.put("startIndex", 1);
        answer.put("itemsPerPage", all.size());
        ArrayNode resources = json.array();
        all.forEach(resources::add);
        answer.set("Resources", resources);
        return answer;
    }

    private ObjectNode config(String base) {
        ObjectNode config = json.object();
        config.set("schemas", json.array().add(CONFIG));
        config.set("patch", supported(true));
        config.set(
                "bulk",
                supported(true).put("maxOperations", limits.operations()).put("maxPayloadSize", limits.bodyBytes()));
        config.set("filter", supported(true).put("maxResults", limits.page()));
        config.set("changePassword", supported(false));
        config.set("sort", supported(false));
        config.set("etag", supported(true));
        config.set(
                "authenticationSchemes",
                json.array()
                        .add(json.object()
                                .put("type", "oauthbearertoken")
                                .put("name", "Bearer token")
                                .put("description", "A token that the operator of Khuê gives to one source.")
                                .put("specUri", "https://www.rfc-editor.org/info/rfc6750")
                                .put("primary", true)));
        return meta(config, "ServiceProviderConfig", base + "/ServiceProviderConfig");
    }

    private List<ObjectNode> types(String base) {
        List<ObjectNode> types = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            ObjectNode type = json.object();
            type.set("schemas", json.array().add(TYPE));
            type.put("id", kind.type());
            type.put("name", kind.type());
            type.put("endpoint", "/" + kind.endpoint());
            type.put("schema", kind.schema());
            ArrayNode extensions = json.array();
            kind.extensions()
                    .forEach(urn ->
                            extensions.add(json.object().put("schema", urn).put("required", false)));
            type.set("schemaExtensions", extensions);
            types.add(meta(type, "ResourceType", base + "/ResourceTypes/" + kind.type()));
        }
        return types;
    }

    private List<ObjectNode> schemas(String base) {
        List<ObjectNode> all = new ArrayList<>();
        for (ObjectNode schema : schemas.documents()) {
            schema.set("schemas", json.array().add(SCHEMA));
            all.add(meta(schema, "Schema", base + "/Schemas/" + schema.get("id").stringValue()));
        }
        return all;
    }

    private ObjectNode supported(boolean supported) {
        return json.object().put("supported", supported);
    }

    private ObjectNode meta(ObjectNode resource, String type, String location) {
        resource.set("meta", json.object().put("resourceType", type).put("location", location));
        return resource;
    }
}
