package vn.khue.audit.app.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One thing that events and alerts are about.
 *
 * @param id in the form of its kind
 */
public record EntityRef(EntityKind kind, String id) {

    private static final Map<String, EntityKind> FIELDS = Map.of(
            "actor.user.uid", EntityKind.PERSON,
            "khue.identity", EntityKind.PERSON,
            "person", EntityKind.PERSON,
            "account", EntityKind.PERSON,
            "unmapped.details.person", EntityKind.PERSON,
            "src_endpoint.ip", EntityKind.IP,
            "unmapped.details.certificate_sha256", EntityKind.KEY,
            "unmapped.unit", EntityKind.SCHOOL);

    /** Address of its page is /entities/kind?id=…; empty where a stranger's words are not such a thing. */
    public static Optional<EntityRef> parse(String kind, String id) {
        String typed = id == null ? "" : id.strip();
        return EntityKind.of(kind).filter(found -> found.fits(typed)).map(found -> new EntityRef(found, typed));
    }

    /** What an alert is about, by the fields of its group; what has no page is left out. */
    public static List<EntityRef> of(SortedMap<String, String> group) {
        List<EntityRef> found = new ArrayList<>();
        group.forEach((field, value) -> of(field, value).ifPresent(found::add));
        return List.copyOf(found);
    }

    /** The person whom an alert is about, if it is one and not this one. */
    public static Optional<EntityRef> person(SortedMap<String, String> group, UUID but) {
        return of(group).stream()
                .filter(each -> each.kind() == EntityKind.PERSON && !each.id().equals(but.toString()))
                .findFirst();
    }

    /** What a field of an alert's group names. */
    public static Optional<EntityRef> of(String field, String value) {
        return Optional.ofNullable(FIELDS.get(field))
                .filter(kind -> kind.fits(value))
                .map(kind -> new EntityRef(kind, value));
    }

    /** Whether an officer can have it suspended: a card or a certificate. */
    public boolean suspendable() {
        return kind == EntityKind.CARD || kind == EntityKind.KEY;
    }

    /** Address of its page. */
    public String address() {
        return UriComponentsBuilder.fromPath("/entities/" + kind.word())
                .queryParam("id", "{id}")
                .encode()
                .buildAndExpand(id)
                .toUriString();
    }
}
