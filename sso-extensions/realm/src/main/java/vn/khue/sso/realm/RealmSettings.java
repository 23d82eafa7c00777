package vn.khue.sso.realm;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A part of the realm's own settings: one file, compared and put as a whole. */
final class RealmSettings implements Concern {
    private final AdminApi api;
    private final String name;
    private final JsonNode wanted;

    RealmSettings(AdminApi api, String name, JsonNode wanted) {
        this.api = api;
        this.name = name;
        this.wanted = wanted;
    }

    @Override
    public List<Change> converge(Mode mode) {
        JsonNode found = api.get("");
        List<FieldChange> fields = Difference.between(wanted, found);
        if (fields.isEmpty()) {
            return List.of();
        }
        if (mode == Mode.APPLY) {
            api.put("", Difference.merged(wanted, found));
        }
        return List.of(Change.update(name, fields));
    }
}
