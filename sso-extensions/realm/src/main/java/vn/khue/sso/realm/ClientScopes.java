package vn.khue.sso.realm;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What tokens say. The mappers of a scope that the files name are exactly those of the files. */
final class ClientScopes implements Concern {
    private final AdminApi api;
    private final JsonNode wanted;

    ClientScopes(AdminApi api, JsonNode wanted) {
        this.api = api;
        this.wanted = wanted;
    }

    @Override
    public List<Change> converge(Mode mode) {
        JsonNode all = api.get("/client-scopes");
        var changes = new ArrayList<Change>();
        for (JsonNode scope : wanted) {
            String name = scope.path("name").asString();
            var found = Named.in(all, "name", name);
            if (found.isEmpty()) {
                changes.add(Change.create("client scope " + name));
                if (mode == Mode.APPLY) {
                    api.post("/client-scopes", scope);
                }
            } else {
                changes.addAll(update(scope, found.get(), mode));
            }
        }
        return changes;
    }

    private List<Change> update(JsonNode scope, JsonNode found, Mode mode) {
        String resource = "client scope " + scope.path("name").asString();
        String path = "/client-scopes/" + found.path("id").asString();
        var changes = new ArrayList<Change>();

        ObjectNode settings = ((ObjectNode) scope).deepCopy().without("protocolMappers");
        List<FieldChange> fields = Difference.between(settings, found);
        if (!fields.isEmpty()) {
            changes.add(Change.update(resource, fields));
            if (mode == Mode.APPLY) {
                api.put(
                        path,
                        Difference.merged(
                                settings, ((ObjectNode) found).deepCopy().without("protocolMappers")));
            }
        }
        changes.addAll(new Mappers(api, resource, path)
                .converge(scope.path("protocolMappers"), found.path("protocolMappers"), mode));
        return changes;
    }
}
