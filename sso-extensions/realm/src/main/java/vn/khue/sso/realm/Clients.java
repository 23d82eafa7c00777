package vn.khue.sso.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The apps. A client's scopes are exactly those of the files; an app that the files do not name is left alone. */
final class Clients implements Concern {
    private static final List<String> SCOPE_LISTS = List.of("defaultClientScopes", "optionalClientScopes");

    private final AdminApi api;
    private final JsonNode wanted;

    Clients(AdminApi api, JsonNode wanted) {
        this.api = api;
        this.wanted = wanted;
    }

    @Override
    public List<Change> converge(Mode mode) {
        var changes = new ArrayList<Change>();
        for (JsonNode client : wanted) {
            String clientId = client.path("clientId").asString();
            JsonNode found = api.get("/clients?clientId=" + AdminApi.segment(clientId));
            if (found.isEmpty()) {
                changes.add(Change.create("client " + clientId));
                if (mode == Mode.APPLY) {
                    api.post("/clients", client);
                }
            } else {
                changes.addAll(update(client, found.get(0), mode));
            }
        }
        return changes;
    }

    private List<Change> update(JsonNode client, JsonNode found, Mode mode) {
        String resource = "client " + client.path("clientId").asString();
        String path = "/clients/" + found.path("id").asString();
        var changes = new ArrayList<Change>();
        ObjectNode settings =
                ((ObjectNode) client).deepCopy().without(SCOPE_LISTS).without("protocolMappers");
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
        if (client.has("protocolMappers")) {
            changes.addAll(new Mappers(api, resource, path)
                    .converge(client.path("protocolMappers"), found.path("protocolMappers"), mode));
        }
        var scopes = new ArrayList<FieldChange>();
        for (String list : SCOPE_LISTS) {
            if (client.has(list)) {
                scopes.addAll(scopes(path, list, client.path(list), mode));
            }
        }
        if (!scopes.isEmpty()) {
            changes.add(Change.update(resource + ", scopes", scopes));
        }
        return changes;
    }

    private List<FieldChange> scopes(String clientPath, String list, JsonNode wantedNames, Mode mode) {
        String path = clientPath + (list.startsWith("default") ? "/default-client-scopes" : "/optional-client-scopes");
        var has = new TreeMap<String, String>();
        api.get(path)
                .forEach(scope ->
                        has.put(scope.path("name").asString(), scope.path("id").asString()));
        var wants = new TreeSet<String>();
        wantedNames.forEach(name -> wants.add(name.asString()));
        if (has.keySet().equals(wants)) {
            return List.of();
        }
        if (mode == Mode.APPLY) {
            has.forEach((name, id) -> {
                if (!wants.contains(name)) {
                    api.delete(path + "/" + id);
                }
            });
            add(path, has.keySet(), wants);
        }
        return List.of(new FieldChange(list, String.join(", ", has.keySet()), String.join(", ", wants)));
    }

    private void add(String path, Set<String> has, Set<String> wants) {
        JsonNode all = api.get("/client-scopes");
        for (String name : wants) {
            if (!has.contains(name)) {
                JsonNode scope = Named.in(all, "name", name)
                        .orElseThrow(() -> new RealmException("expected a client scope " + name
                                + ", found none; add it to client-scopes.json or take it out of clients.json"));
                api.put(path + "/" + scope.path("id").asString());
            }
        }
    }
}
