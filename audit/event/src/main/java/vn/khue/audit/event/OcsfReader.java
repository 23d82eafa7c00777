package vn.khue.audit.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Takes the fields an event is made of out of its OCSF form. Fields that follow from others are not looked at here;
 * {@link EventJson#read} compares them all.
 */
final class OcsfReader {

    private OcsfReader() {}

    static AuditEvent event(Map<String, Object> root) {
        Map<String, Object> metadata = object(root, "metadata");
        Map<String, Object> unmapped = object(root, "unmapped");
        TreeMap<String, String> details = new TreeMap<>();
        optionalObject(unmapped, "details")
                .ifPresent(map -> map.keySet().forEach(key -> details.put(key, text(map, key))));
        return new AuditEvent(
                uuid(text(metadata, "uid")),
                time(number(root, "time")),
                oneOf(EventKind.class, "unmapped.kind", text(unmapped, "kind")),
                outcome(number(root, "status_id")),
                actor(root),
                optionalObject(unmapped, "target")
                        .map(target -> new Target(
                                oneOf(TargetKind.class, "unmapped.target.kind", text(target, "kind")),
                                text(target, "id"))),
                optionalText(unmapped, "unit"),
                text(object(metadata, "product"), "name"),
                details);
    }

    /** What stands in place of the personal fields, if the line is sealed. */
    static Optional<Seal> seal(Map<String, Object> root) {
        return optionalObject(object(root, "unmapped"), "sealed").map(found -> {
            if (number(found, "version") != Seal.VERSION) {
                throw refused("unmapped.sealed.version", Integer.toString(Seal.VERSION), "another");
            }
            return new Seal(text(found, "key"), text(found, "box"));
        });
    }

    static Optional<UUID> claimedId(Map<String, Object> root) {
        return optionalObject(root, "metadata")
                .flatMap(metadata -> optionalText(metadata, "uid"))
                .map(OcsfReader::uuid);
    }

    private static Actor actor(Map<String, Object> root) {
        Map<String, Object> actor = object(root, "actor");
        Map<String, Object> user = object(actor, "user");
        Optional<String> agent = optionalObject(root, "http_request").map(request -> text(request, "user_agent"));
        return new Actor(
                actorKind(number(user, "type_id")),
                text(user, "uid"),
                optionalObject(actor, "session").map(session -> text(session, "uid")),
                optionalObject(root, "src_endpoint").map(end -> new Origin(text(end, "ip"), port(end), agent)));
    }

    private static Optional<Integer> port(Map<String, Object> endpoint) {
        return endpoint.containsKey("port")
                ? Optional.of((int) Math.max(-1, Math.min(number(endpoint, "port"), Integer.MAX_VALUE)))
                : Optional.empty();
    }

    private static ActorKind actorKind(long typeId) {
        for (ActorKind kind : ActorKind.values()) {
            if (kind.typeId() == typeId) {
                return kind;
            }
        }
        throw refused("actor.user.type_id", "0, 1 or 3", Long.toString(typeId));
    }

    private static Outcome outcome(long statusId) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.statusId() == statusId) {
                return outcome;
            }
        }
        throw refused("status_id", "1 or 2", Long.toString(statusId));
    }

    private static Instant time(long millis) {
        if (millis < 0 || millis > 253_402_300_799_999L) {
            throw refused("time", "milliseconds from 1970 to 9999", Long.toString(millis));
        }
        return Instant.ofEpochMilli(millis);
    }

    private static UUID uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // The message below says it for this and for a UUID in another spelling.
        }
        throw refused("metadata.uid", "a UUID in lower case", text);
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String path, String name) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw refused(path, "a known " + type.getSimpleName(), name);
        }
    }

    private static String text(Map<String, Object> map, String name) {
        return optionalText(map, name).orElseThrow(() -> refused(name, "a text", "nothing"));
    }

    private static Optional<String> optionalText(Map<String, Object> map, String name) {
        Object value = map.get(name);
        if (value != null && !(value instanceof String)) {
            throw refused(name, "a text", "another type");
        }
        return Optional.ofNullable((String) value);
    }

    private static long number(Map<String, Object> map, String name) {
        if (map.get(name) instanceof Long value) {
            return value;
        }
        throw refused(name, "a whole number", map.containsKey(name) ? "another type" : "nothing");
    }

    private static Map<String, Object> object(Map<String, Object> map, String name) {
        return optionalObject(map, name).orElseThrow(() -> refused(name, "an object", "nothing"));
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> optionalObject(Map<String, Object> map, String name) {
        Object value = map.get(name);
        if (value != null && !(value instanceof Map)) {
            throw refused(name, "an object", "another type");
        }
        return Optional.ofNullable((Map<String, Object>) value);
    }

    private static AuditEventException refused(String field, String expected, String found) {
        return new AuditEventException("Audit event: field " + PlainText.clean(field, 64) + ": expected " + expected
                + ", found " + PlainText.clean(found, 64));
    }
}
