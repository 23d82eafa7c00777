package vn.khue.sso.realm;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds an element of a list by its name, as Keycloak's lists of resources are read. */
final class Named {
    private Named() {}

    static Optional<JsonNode> in(JsonNode list, String field, String name) {
        for (JsonNode element : list) {
            if (element.path(field).asString("").equals(name)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }
}
