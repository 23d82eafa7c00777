package vn.khue.sso.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The apps of others, one file each. An app whose file was taken away is disabled and not deleted: its pairwise subjects, and what the
 * log says about it, go on to mean something.
 */
final class Apps implements Concern {
    private final AdminApi api;
    private final List<AppFile> apps;
    private final AppSecrets secrets;
    private final String salt;

    Apps(AdminApi api, List<AppFile> apps, AppSecrets secrets, String salt) {
        this.api = api;
        this.apps = apps;
        this.secrets = secrets;
        this.salt = salt;
    }

    @Override
    public List<Change> converge(Mode mode) {
        var changes = new ArrayList<Change>();
        var there = new TreeMap<String, JsonNode>();
        // Keycloak finds clients by an attribute only where the server was started with a list of such attributes.
        api.get("/clients").forEach(client -> {
            if (client.path("attributes").path(AppClient.MARK).asString("").equals("true")) {
                there.put(client.path("clientId").asString(), client);
            }
        });
        for (AppFile app : apps) {
            there.remove(app.client());
            ObjectNode client = new AppClient(app, secret(app, mode), salt).representation();
            changes.addAll(new Clients(api, JsonNodeFactory.instance.arrayNode().add(client)).converge(mode));
        }
        there.values().stream()
                .filter(client -> client.path("enabled").asBoolean(true))
                .forEach(client -> changes.add(disable((ObjectNode) client, mode)));
        return changes;
    }

    /** A dry run writes nothing, no secret either: until it is there every value differs. */
    private Optional<String> secret(AppFile app, Mode mode) {
        return Optional.of(app)
                .filter(each -> each.kind().hasSecret())
                .map(each -> mode == Mode.APPLY || secrets.has(each.client()) ? secrets.of(each.client()) : "-");
    }

    private Change disable(ObjectNode client, Mode mode) {
        if (mode == Mode.APPLY) {
            api.put(
                    "/clients/" + client.path("id").asString(),
                    client.deepCopy().put("enabled", false));
        }
        return Change.update(
                "client " + client.path("clientId").asString() + ", whose app file is gone",
                List.of(new FieldChange("enabled", "true", "false")));
    }

    /** The policy of every page, with the apps among the targets of forms: browsers check these also for the way back after login. */
    static JsonNode withFormTargets(JsonNode headers, List<AppFile> apps) {
        var targets = new TreeSet<String>();
        apps.forEach(app -> targets.addAll(app.formTargets()));
        if (targets.isEmpty()) {
            return headers;
        }
        ObjectNode changed = ((ObjectNode) headers).deepCopy();
        ObjectNode policies = (ObjectNode) changed.path("browserSecurityHeaders");
        String policy = policies.path("contentSecurityPolicy").asString();
        policies.put(
                "contentSecurityPolicy",
                policy.replace("form-action 'self'", "form-action 'self' " + String.join(" ", targets)));
        return changed;
    }
}
