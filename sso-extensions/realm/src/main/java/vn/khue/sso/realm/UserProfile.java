package vn.khue.sso.realm;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What Keycloak itself knows of a person: nothing is asked of people, for the directory is the truth. */
final class UserProfile implements Concern {
    private static final String PATH = "/users/profile";

    private final AdminApi api;
    private final JsonNode wanted;

    UserProfile(AdminApi api, JsonNode wanted) {
        this.api = api;
        this.wanted = wanted;
    }

    @Override
    public List<Change> converge(Mode mode) {
        List<FieldChange> fields = Difference.between(wanted, api.get(PATH));
        if (fields.isEmpty()) {
            return List.of();
        }
        if (mode == Mode.APPLY) {
            api.put(PATH, wanted);
        }
        return List.of(Change.update("user profile", fields));
    }
}
