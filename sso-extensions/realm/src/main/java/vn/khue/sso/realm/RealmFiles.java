package vn.khue.sso.realm;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files that say how the realm shall be, read from this jar and filled from the variables. */
final class RealmFiles {
    private final JsonMapper json;
    private final RealmVariables variables;

    RealmFiles(JsonMapper json, RealmVariables variables) {
        this.json = json;
        this.variables = variables;
    }

    JsonNode read(String name) {
        try (InputStream file =
                Objects.requireNonNull(RealmFiles.class.getResourceAsStream(name), "no resource " + name)) {
            return variables.fill(json.readTree(file));
        } catch (IOException e) {
            throw new RealmException(
                    "expected " + name + " in the jar of this room, could not read it; build it again", e);
        }
    }
}
