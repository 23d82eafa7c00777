package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be done to users and groups, each within the transaction of its request. Thread-safe. */
final class Resources {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final ScimJson json;
    private final ScimLimits limits;
    private final ResourceReader reader;
    private final Patch patch;
    private final Clock clock;

    Resources(ScimSchemas schemas, ScimJson json, ScimLimits limits, Clock clock) {
        this.json = json;
        this.limits = limits;
        this.reader = new ResourceReader(schemas, json, limits);
        this.patch = new Patch(schemas, json, limits, reader);
        this.clock = clock;
    }

    /** Takes a new resource. */
    Mirrored create(Mirror mirror, ResourceKind kind, UUID id, ObjectNode sent) throws SQLException, ScimException {
        reader.requireSchema(sent, kind.schema());
        ObjectNode document = checked(kind, reader.clean(kind, sent));
        var members = new MemberChanges(limits.members());
        if (kind == ResourceKind.GROUP && sent.has("members")) {
            members.replace(sent.get("members"));
        }
        mirror.create(kind, id, document);
        if (!members.isEmpty()) {
            mirror.members(id, members, limits.members());
        }
        return present(mirror, kind, id);
    }

    /** Replaces a resource. Members and {@code active} that are not told stay as they are: silence takes nobody's place away. */
    Mirrored replace(Mirror mirror, ResourceKind kind, UUID id, Optional<String> match, ObjectNode sent)
            throws SQLException, ScimException {
        reader.requireSchema(sent, kind.schema());
        Mirrored before = expected(mirror, kind, id, match);
        ObjectNode document = reader.clean(kind, sent);
        if (kind == ResourceKind.USER && !document.has("active") && !before.active()) {
            document.put("active", false);
        }
        checked(kind, document);
        var members = new MemberChanges(limits.members());
        if (kind == ResourceKind.GROUP && sent.has("members")) {
            members.replace(sent.get("members"));
        }
        return store(mirror, before, document, members);
    }

    /** Changes a resource. */
    Mirrored patch(Mirror mirror, ResourceKind kind, UUID id, Optional<String> match, ObjectNode sent)
            throws SQLException, ScimException {
        Mirrored before = expected(mirror, kind, id, match);
        ObjectNode document = before.document().deepCopy();
        MemberChanges members = patch.apply(kind, document, sent);
        return store(mirror, before, checked(kind, reader.clean(kind, document)), members);
    }

    /** Takes a resource away. */
    void delete(Mirror mirror, ResourceKind kind, UUID id, Optional<String> match) throws SQLException, ScimException {
        mirror.delete(expected(mirror, kind, id, match));
    }

    /** @throws ScimException with 404 if this source has none of that id */
    Mirrored present(Mirror mirror, ResourceKind kind, UUID id) throws SQLException, ScimException {
        return mirror.find(kind, id).orElseThrow(ScimProblem::notFound);
    }

    /** A page of resources in the order in which they were made. */
    ObjectNode list(Mirror mirror, ResourceKind kind, FilterSql filter, Page page, Projection projection, String base)
            throws SQLException {
        long total = mirror.count(kind, filter);
        List<Mirrored> found =
                page.count() == 0 ? List.of() : mirror.select(kind, filter, page.start() - 1, page.count());
        ObjectNode answer = json.object();
        answer.set("schemas", json.array().add("urn:ietf:params:scim:api:messages:2.0:ListResponse"));
        answer.put("totalResults", total);
        answer.put("startIndex", page.start());
        answer.put("itemsPerPage", found.size());
        answer.set("Resources", shown(mirror, found, projection, base));
        return answer;
    }

    /** The resource as it is answered. */
    ObjectNode shown(Mirror mirror, Mirrored one, Projection projection, String base) throws SQLException {
        return (ObjectNode) shown(mirror, List.of(one), projection, base).get(0);
    }

    private ArrayNode shown(Mirror mirror, List<Mirrored> all, Projection projection, String base) throws SQLException {
        Map<UUID, List<Mirror.Membership>> groups =
                !all.isEmpty() && all.get(0).kind() == ResourceKind.USER && projection.wants("groups")
                        ? mirror.groups(all.stream().map(Mirrored::id).toList())
                        : Map.of();
        ArrayNode shown = json.array();
        for (Mirrored one : all) {
            ObjectNode resource = head(one, base);
            if (one.kind() == ResourceKind.GROUP && projection.wants("members")) {
                members(resource, mirror.members(one.id()), base);
            }
            memberships(resource, groups.getOrDefault(one.id(), List.of()));
            shown.add(projection.cut(resource));
        }
        return shown;
    }

    private ObjectNode head(Mirrored one, String base) {
        ObjectNode resource = json.object();
        ArrayNode schemas = json.array().add(one.kind().schema());
        one.kind().extensions().stream().filter(one.document()::has).forEach(schemas::add);
        resource.set("schemas", schemas);
        resource.put("id", one.id().toString());
        resource.setAll(one.document());
        if (one.kind() == ResourceKind.USER) {
            resource.put("active", one.active());
        }
        ObjectNode meta = json.object();
        meta.put("resourceType", one.kind().type());
        meta.put("created", one.created().toString());
        meta.put("lastModified", one.changed().toString());
        meta.put("location", location(one.kind(), one.id(), base));
        meta.put("version", EntityTag.of(one.version()));
        resource.set("meta", meta);
        return resource;
    }

    private void members(ObjectNode resource, List<UUID> members, String base) {
        ArrayNode list = json.array();
        for (UUID member : members) {
            list.add(json.object()
                    .put("value", member.toString())
                    .put("type", "User")
                    .put("$ref", location(ResourceKind.USER, member, base)));
        }
        if (!list.isEmpty()) {
            resource.set("members", list);
        }
    }

    private void memberships(ObjectNode resource, List<Mirror.Membership> groups) {
        ArrayNode list = json.array();
        for (Mirror.Membership group : groups) {
            list.add(json.object().put("value", group.group().toString()).put("display", group.name()));
        }
        if (!list.isEmpty()) {
            resource.set("groups", list);
        }
    }

    /** The address of a resource. */
    static String location(ResourceKind kind, UUID id, String base) {
        return base + "/" + kind.endpoint() + "/" + id;
    }

    private Mirrored store(Mirror mirror, Mirrored before, ObjectNode document, MemberChanges members)
            throws SQLException, ScimException {
        mirror.replace(before, document);
        if (!members.isEmpty()) {
            mirror.members(before.id(), members, limits.members());
        }
        return present(mirror, before.kind(), before.id());
    }

    private Mirrored expected(Mirror mirror, ResourceKind kind, UUID id, Optional<String> match)
            throws SQLException, ScimException {
        Mirrored found = present(mirror, kind, id);
        if (match.isPresent() && !EntityTag.names(match.get(), found.version())) {
            throw ScimProblem.status(412, "expected version " + EntityTag.of(found.version()) + "; read it again");
        }
        return found;
    }

    private ObjectNode checked(ResourceKind kind, ObjectNode document) throws ScimException {
        if (kind == ResourceKind.USER) {
            new SchoolUser(document).check(LocalDate.now(clock.withZone(VIETNAM)));
        } else {
            SchoolClass.check(document.path(ScimSchemas.SCHOOL_GROUP));
        }
        return document;
    }
}
