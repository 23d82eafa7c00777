package vn.khue.sso.realm;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The mappers of one scope or client: exactly those of the files. */
final class Mappers {
    private final AdminApi api;
    private final String resource;
    private final String path;

    /**
     * @param resource what has them, for the report
     * @param owner path of what has them
     */
    Mappers(AdminApi api, String resource, String owner) {
        this.api = api;
        this.resource = resource;
        this.path = owner + "/protocol-mappers/models";
    }

    List<Change> converge(JsonNode wanted, JsonNode found, Mode mode) {
        var changes = new ArrayList<Change>();
        for (JsonNode old : found) {
            String name = old.path("name").asString();
            var mapper = Named.in(wanted, "name", name);
            // Keycloak cannot change what a mapper is, only how it is set.
            if (mapper.isEmpty() || !mapper.get().path("protocolMapper").equals(old.path("protocolMapper"))) {
                changes.add(Change.delete(resource + ", mapper " + name));
                if (mode == Mode.APPLY) {
                    api.delete(path + "/" + old.path("id").asString());
                }
            }
        }
        for (JsonNode mapper : wanted) {
            String name = mapper.path("name").asString();
            var old = Named.in(found, "name", name)
                    .filter(same -> same.path("protocolMapper").equals(mapper.path("protocolMapper")));
            if (old.isEmpty()) {
                changes.add(Change.create(resource + ", mapper " + name));
                if (mode == Mode.APPLY) {
                    api.post(path, mapper);
                }
                continue;
            }
            List<FieldChange> fields = Difference.between(mapper, old.get());
            if (!fields.isEmpty()) {
                changes.add(Change.update(resource + ", mapper " + name, fields));
                if (mode == Mode.APPLY) {
                    api.put(path + "/" + old.get().path("id").asString(), Difference.merged(mapper, old.get()));
                }
            }
        }
        return changes;
    }
}
