package vn.khue.sso.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way to the directory, and how its attributes become Keycloak's.
 *
 * <p>Keycloak masks the bind password when asked, and keeps no setting of ours beside it; so a digest of the password is kept as an
 * attribute of the realm, to see whether it changed. The password is random and long, so that its digest helps nobody.
 */
final class Federation implements Concern {
    private static final String CREDENTIAL = "bindCredential";
    private static final String CREDENTIAL_DIGEST = "khue.bind-credential-digest";
    private static final String MAPPER_TYPE = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper";

    private final AdminApi api;
    private final ObjectNode provider;
    private final JsonNode mappers;
    private final String digest;

    Federation(AdminApi api, JsonNode wanted) {
        this.api = api;
        this.provider = ((ObjectNode) wanted).deepCopy().without("mappers");
        this.mappers = wanted.path("mappers");
        this.digest =
                Digests.of(provider.path("config").path(CREDENTIAL).path(0).asString());
    }

    @Override
    public List<Change> converge(Mode mode) {
        String name = provider.path("name").asString();
        JsonNode realm = api.get("");
        String realmId = realm.path("id").asString();
        provider.put("parentId", realmId);
        var changes = new ArrayList<Change>();
        var found = find(realmId, name);
        if (found.isEmpty()) {
            changes.add(Change.create("federation " + name));
            if (mode == Mode.DRY_RUN) {
                return changes;
            }
            api.post("/components", provider);
            keepDigest();
            found = find(realmId, name);
        } else {
            changes.addAll(update(found.get(), realm.path("attributes").path(CREDENTIAL_DIGEST), mode));
        }
        String id = found.orElseThrow(() -> new RealmException(
                        "expected the federation " + name + " after creating it, found none; look into Keycloak's log"))
                .path("id")
                .asString();
        changes.addAll(mappers(name, id, mode));
        return changes;
    }

    private Optional<JsonNode> find(String parent, String name) {
        String type = provider.path("providerType").asString();
        return Named.in(
                api.get("/components?parent=" + AdminApi.segment(parent) + "&type=" + AdminApi.segment(type)),
                "name",
                name);
    }

    private List<Change> update(JsonNode found, JsonNode oldDigest, Mode mode) {
        ObjectNode compared = provider.deepCopy();
        ((ObjectNode) compared.path("config")).remove(CREDENTIAL);
        var fields = new ArrayList<>(Difference.between(compared, found));
        if (!oldDigest.asString("").equals(digest)) {
            fields.add(new FieldChange("config." + CREDENTIAL, "***", "***"));
        }
        if (fields.isEmpty()) {
            return List.of();
        }
        if (mode == Mode.APPLY) {
            api.put("/components/" + found.path("id").asString(), Difference.merged(provider, found));
            keepDigest();
        }
        return List.of(Change.update("federation " + provider.path("name").asString(), fields));
    }

    private void keepDigest() {
        var attributes = JsonNodeFactory.instance.objectNode();
        attributes.putObject("attributes").put(CREDENTIAL_DIGEST, digest);
        new RealmSettings(api, "digest of the bind password", attributes).converge(Mode.APPLY);
    }

    private List<Change> mappers(String federation, String parent, Mode mode) {
        JsonNode found =
                api.get("/components?parent=" + AdminApi.segment(parent) + "&type=" + AdminApi.segment(MAPPER_TYPE));
        var changes = new ArrayList<Change>();
        for (JsonNode old : found) {
            String name = old.path("name").asString();
            if (Named.in(mappers, "name", name).isEmpty()) {
                changes.add(Change.delete("federation " + federation + ", mapper " + name));
                if (mode == Mode.APPLY) {
                    api.delete("/components/" + old.path("id").asString());
                }
            }
        }
        for (JsonNode mapper : mappers) {
            String name = mapper.path("name").asString();
            String resource = "federation " + federation + ", mapper " + name;
            ObjectNode full =
                    ((ObjectNode) mapper).deepCopy().put("parentId", parent).put("providerType", MAPPER_TYPE);
            var old = Named.in(found, "name", name);
            if (old.isEmpty()) {
                changes.add(Change.create(resource));
                if (mode == Mode.APPLY) {
                    api.post("/components", full);
                }
                continue;
            }
            List<FieldChange> fields = Difference.between(full, old.get());
            if (!fields.isEmpty()) {
                changes.add(Change.update(resource, fields));
                if (mode == Mode.APPLY) {
                    api.put("/components/" + old.get().path("id").asString(), Difference.merged(full, old.get()));
                }
            }
        }
        return changes;
    }
}
