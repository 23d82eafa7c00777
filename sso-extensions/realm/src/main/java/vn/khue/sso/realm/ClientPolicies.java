package vn.khue.sso.realm;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Keycloak's client policies: what is asked of clients at the token endpoint. All of the realm's are those of the file. */
final class ClientPolicies implements Concern {
    private final AdminApi api;
    private final JsonNode wanted;

    ClientPolicies(AdminApi api, JsonNode wanted) {
        this.api = api;
        this.wanted = wanted;
    }

    @Override
    public List<Change> converge(Mode mode) {
        var changes = new ArrayList<Change>();
        // A policy names its profiles, so these come first.
        for (String list : List.of("profiles", "policies")) {
            String path = "/client-policies/" + list;
            JsonNode part = wanted.path(list);
            List<FieldChange> fields = Difference.between(part, api.get(path));
            if (!fields.isEmpty()) {
                changes.add(Change.update("client " + list, fields));
                if (mode == Mode.APPLY) {
                    api.put(path, part);
                }
            }
        }
        return changes;
    }
}
