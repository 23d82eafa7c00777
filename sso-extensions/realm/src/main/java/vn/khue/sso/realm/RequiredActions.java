package vn.khue.sso.realm;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Which steps Keycloak may demand of a person between the password and the app. */
final class RequiredActions implements Concern {
    private final AdminApi api;
    private final JsonNode wanted;

    RequiredActions(AdminApi api, JsonNode wanted) {
        this.api = api;
        this.wanted = wanted;
    }

    @Override
    public List<Change> converge(Mode mode) {
        var changes = new ArrayList<Change>();
        for (JsonNode action : wanted) {
            String alias = action.path("alias").asString();
            String path = "/authentication/required-actions/" + AdminApi.segment(alias);
            var registered = api.find(path);
            if (registered.isEmpty()) {
                changes.add(Change.create("required action " + alias));
                if (mode == Mode.DRY_RUN) {
                    continue;
                }
                // Keycloak knows its own in a new realm; ours are to be told.
                api.post(
                        "/authentication/register-required-action",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("providerId", alias)
                                .put("name", action.path("name").asString(alias)));
            }
            JsonNode found = registered.orElseGet(() -> api.get(path));
            List<FieldChange> fields = Difference.between(action, found);
            if (!fields.isEmpty()) {
                changes.add(Change.update("required action " + alias, fields));
                if (mode == Mode.APPLY) {
                    api.put(path, Difference.merged(action, found));
                }
            }
        }
        return changes;
    }
}
