package vn.khue.sso.realm;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys that sign tokens, and when the next one takes over. Keycloak makes keys and never renews them. Each key of ours has the day on
 * which it was made (UTC) in its name, such as {@code khue-ES256-2026-11-27}, and as its priority, so the youngest signs. An older one
 * is published for {@code keepDays} more, which is longer than anything it signed is good for, and then deleted. Keys under other names are left
 * alone: those of Keycloak's own sign for SAML, whose apps know one certificate and cannot follow.
 */
final class SigningKeys implements Concern {
    private static final String TYPE = "org.keycloak.keys.KeyProvider";
    private static final String PRIORITY = "priority";

    private final AdminApi api;
    private final JsonNode kinds;
    private final Clock clock;

    SigningKeys(AdminApi api, JsonNode kinds, Clock clock) {
        this.api = api;
        this.kinds = kinds;
        this.clock = clock;
    }

    /** A key of ours that is there. */
    private record Key(LocalDate made, JsonNode component) {
        String name() {
            return component.path("name").asString();
        }

        String path() {
            return "/components/" + AdminApi.segment(component.path("id").asString());
        }
    }

    @Override
    public List<Change> converge(Mode mode) {
        String realm = api.get("").path("id").asString();
        JsonNode found = api.get("/components?parent=" + AdminApi.segment(realm) + "&type=" + TYPE);
        var changes = new ArrayList<Change>();
        for (JsonNode kind : kinds) {
            changes.addAll(converge(kind, ours(kind, found), realm, mode));
        }
        return changes;
    }

    private List<Change> converge(JsonNode kind, List<Key> keys, String realm, Mode mode) {
        var changes = new ArrayList<Change>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Optional<Key> youngest = keys.isEmpty() ? Optional.empty() : Optional.of(keys.get(0));
        LocalDate due = today.minusDays(kind.path("renewAfterDays").asInt());
        if (youngest.isEmpty() || !youngest.get().made().isAfter(due)) {
            ObjectNode next = component(kind, today).put("parentId", realm);
            changes.add(Change.create("key " + next.path("name").asString()));
            if (mode == Mode.APPLY) {
                api.post("/components", next);
            }
        } else {
            changes.addAll(mended(kind, youngest.get(), mode));
        }
        // Each but the youngest went out of use on the day of the one after it.
        LocalDate gone = today.minusDays(kind.path("keepDays").asInt());
        for (int i = 1; i < keys.size(); i++) {
            if (keys.get(i - 1).made().isBefore(gone)) {
                changes.add(Change.delete("key " + keys.get(i).name()));
                if (mode == Mode.APPLY) {
                    api.delete(keys.get(i).path());
                }
            }
        }
        return changes;
    }

    private List<Change> mended(JsonNode kind, Key key, Mode mode) {
        ObjectNode wanted = component(kind, key.made());
        List<FieldChange> fields = Difference.between(wanted, key.component());
        if (fields.isEmpty()) {
            return List.of();
        }
        if (mode == Mode.APPLY) {
            api.put(key.path(), Difference.merged(wanted, key.component()));
        }
        return List.of(Change.update("key " + key.name(), fields));
    }

    private static ObjectNode component(JsonNode kind, LocalDate made) {
        ObjectNode component = JsonNodeFactory.instance
                .objectNode()
                .put("name", prefix(kind) + made)
                .put("providerId", kind.path("providerId").asString())
                .put("providerType", TYPE);
        ObjectNode config = ((ObjectNode) kind.path("config")).deepCopy();
        config.putArray(PRIORITY).add(String.valueOf(made.toEpochDay()));
        component.set("config", config);
        return component;
    }

    /** The youngest first. */
    private static List<Key> ours(JsonNode kind, JsonNode found) {
        var keys = new ArrayList<Key>();
        for (JsonNode component : found) {
            made(kind, component.path("name").asString("")).ifPresent(day -> keys.add(new Key(day, component)));
        }
        keys.sort(Comparator.comparing(Key::made).reversed());
        return keys;
    }

    private static Optional<LocalDate> made(JsonNode kind, String name) {
        try {
            return name.startsWith(prefix(kind))
                    ? Optional.of(LocalDate.parse(name.substring(prefix(kind).length())))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String prefix(JsonNode kind) {
        return "khue-" + kind.path("algorithm").asString() + "-";
    }
}
