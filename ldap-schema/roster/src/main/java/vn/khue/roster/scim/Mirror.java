package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mirror of one source within one transaction. Every statement names the source, so no request sees or touches another's. For one
 * thread.
 */
final class Mirror {

    private static final String UNIQUE = "23505";
    private static final String COLUMNS = "r.id, r.document, r.left_by is null, r.created_at, r.changed_at, r.changed";

    private final Connection connection;
    private final String source;
    private final long revision;
    private final Instant now;
    private final ScimJson json;
    private Set<UUID> changed = new HashSet<>();

    /** @param revision of this request; 0 where it only reads */
    Mirror(Connection connection, String source, long revision, Instant now, ScimJson json) {
        this.connection = connection;
        this.source = source;
        this.revision = revision;
        this.now = now;
        this.json = json;
    }

    /** Part of a request that may fail alone. */
    interface Part<T> {
        T run() throws SQLException, ScimException;
    }

    /** Runs a part; where it fails, what it did is taken back and the rest of the request stands. */
    <T> T part(Part<T> part) throws SQLException, ScimException {
        Savepoint before = connection.setSavepoint();
        Set<UUID> earlier = Set.copyOf(changed);
        try {
            T result = part.run();
            connection.releaseSavepoint(before);
            return result;
        } catch (ScimException e) {
            connection.rollback(before);
            changed = new HashSet<>(earlier);
            throw e;
        }
    }

    /** How many resources were changed. */
    int changes() {
        return changed.size();
    }

    Optional<Mirrored> find(ResourceKind kind, UUID id) throws SQLException {
        List<Mirrored> found = select(kind, new FilterSql("r.id = ?", List.of(id)), 0, 1);
        return found.stream().findFirst();
    }

    long count(ResourceKind kind, FilterSql filter) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select count(*) from scim_resource r where r.source = ? and r.kind = ? and not r.deleted and "
                        + filter.condition())) {
            query.setString(1, source);
            query.setString(2, kind.name());
            filter.set(query, 3);
            try (ResultSet counted = query.executeQuery()) {
                counted.next();
                return counted.getLong(1);
            }
        }
    }

    /** @param skip how many come before */
    List<Mirrored> select(ResourceKind kind, FilterSql filter, long skip, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select " + COLUMNS
                + " from scim_resource r where r.source = ? and r.kind = ? and not r.deleted and " + filter.condition()
                + " order by r.number offset ? limit ?")) {
            query.setString(1, source);
            query.setString(2, kind.name());
            int next = filter.set(query, 3);
            query.setLong(next, skip);
            query.setInt(next + 1, most);
            List<Mirrored> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new Mirrored(
                            rows.getObject(1, UUID.class),
                            kind,
                            (ObjectNode) json.stored(rows.getString(2)),
                            rows.getBoolean(3),
                            rows.getObject(4, OffsetDateTime.class).toInstant(),
                            rows.getObject(5, OffsetDateTime.class).toInstant(),
                            rows.getLong(6)));
                }
            }
            return found;
        }
    }

    /** @throws ScimException with uniqueness if the user name or the externalId is taken */
    void create(ResourceKind kind, UUID id, ObjectNode document) throws SQLException, ScimException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into scim_resource (document, external_id, name, code, capacity, left_by, changed_at, changed,"
                        + " source, id, kind, created_at, made)"
                        + " values (?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            int next = facts(insert, kind, document, Optional.empty());
            insert.setObject(next++, time());
            insert.setLong(next++, revision);
            insert.setString(next++, source);
            insert.setObject(next++, id);
            insert.setString(next++, kind.name());
            insert.setObject(next++, time());
            insert.setLong(next, revision);
            insert.executeUpdate();
            changed.add(id);
        } catch (SQLException e) {
            throw unique(e);
        }
    }

    /**
     * Stores another document, where it is another one.
     *
     * @return whether it was
     * @throws ScimException with uniqueness if the user name or the externalId is taken
     */
    boolean replace(Mirrored before, ObjectNode document) throws SQLException, ScimException {
        try (PreparedStatement update = connection.prepareStatement(
                "update scim_resource set document = ?::jsonb, external_id = ?, name = ?, code = ?, capacity = ?, left_by = ?,"
                        + " changed_at = ?, changed = ? where source = ? and id = ? and not deleted and document <> ?::jsonb")) {
            int next = facts(update, before.kind(), document, Optional.of(before));
            update.setObject(next++, time());
            update.setLong(next++, revision);
            update.setString(next++, source);
            update.setObject(next++, before.id());
            update.setString(next, json.written(document));
            boolean another = update.executeUpdate() == 1;
            if (another) {
                changed.add(before.id());
            }
            return another;
        } catch (SQLException e) {
            throw unique(e);
        }
    }

    /** Takes it out of the sight of clients; the planner still sees that it left. */
    void delete(Mirrored gone) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                        "update scim_resource set deleted = true, left_by = coalesce(left_by, ?), changed = ?, changed_at = ?"
                                + " where source = ? and id = ? and not deleted");
                PreparedStatement members = connection.prepareStatement("update scim_member set removed = ?"
                        + " where source = ? and (group_id = ? or user_id = ?) and removed is null")) {
            update.setLong(1, revision);
            update.setLong(2, revision);
            update.setObject(3, time());
            update.setString(4, source);
            update.setObject(5, gone.id());
            update.executeUpdate();
            changed.add(gone.id());
            members.setLong(1, revision);
            members.setString(2, source);
            members.setObject(3, gone.id());
            members.setObject(4, gone.id());
            members.executeUpdate();
        }
    }

    /**
     * Changes the members of a group.
     *
     * @return whether anything changed
     * @throws ScimException with invalidValue if someone who shall be a member is no user of this source, or if there are too many
     */
    boolean members(UUID group, MemberChanges wanted, int most) throws SQLException, ScimException {
        int moved = 0;
        UUID[] added = wanted.added().toArray(UUID[]::new);
        requireUsers(added);
        if (wanted.cleared()) {
            moved += members(
                    "update scim_member set removed = ? where source = ? and group_id = ? and removed is null"
                            + " and not user_id = any (?)",
                    group,
                    added);
        } else if (!wanted.removed().isEmpty()) {
            moved += members(
                    "update scim_member set removed = ? where source = ? and group_id = ? and removed is null"
                            + " and user_id = any (?)",
                    group,
                    wanted.removed().toArray(UUID[]::new));
        }
        if (added.length > 0) {
            moved += members(
                    "insert into scim_member as m (added, source, group_id, user_id) select ?, ?, ?, unnest(?)"
                            + " on conflict (source, group_id, user_id) do update set added = excluded.added, removed = null"
                            + " where m.removed is not null",
                    group,
                    added);
        }
        if (moved > 0) {
            touch(group, most);
        }
        return moved > 0;
    }

    /** The members of a group. */
    List<UUID> members(UUID group) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select user_id from scim_member where source = ? and group_id = ? and removed is null"
                        + " order by added, user_id")) {
            query.setString(1, source);
            query.setObject(2, group);
            List<UUID> members = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    members.add(rows.getObject(1, UUID.class));
                }
            }
            return members;
        }
    }

    /** A group and what it is called. */
    record Membership(UUID group, String name) {}

    /** The groups of each of these users. */
    Map<UUID, List<Membership>> groups(Collection<UUID> users) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select m.user_id, r.id, r.document ->> 'displayName' from scim_member m"
                        + " join scim_resource r on r.source = m.source and r.id = m.group_id"
                        + " where m.source = ? and m.user_id = any (?) and m.removed is null and not r.deleted"
                        + " order by r.number")) {
            query.setString(1, source);
            query.setArray(2, connection.createArrayOf("uuid", users.toArray(UUID[]::new)));
            Map<UUID, List<Membership>> groups = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    groups.computeIfAbsent(rows.getObject(1, UUID.class), user -> new ArrayList<>())
                            .add(new Membership(rows.getObject(2, UUID.class), rows.getString(3)));
                }
            }
            return groups;
        }
    }

    private int members(String sql, UUID group, UUID[] users) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, revision);
            statement.setString(2, source);
            statement.setObject(3, group);
            statement.setArray(4, connection.createArrayOf("uuid", users));
            return statement.executeUpdate();
        }
    }

    private void requireUsers(UUID[] users) throws SQLException, ScimException {
        if (users.length == 0) {
            return;
        }
        try (PreparedStatement query = connection.prepareStatement("select count(*) from scim_resource"
                + " where source = ? and kind = 'USER' and not deleted and id = any (?)")) {
            query.setString(1, source);
            query.setArray(2, connection.createArrayOf("uuid", users));
            try (ResultSet counted = query.executeQuery()) {
                counted.next();
                if (counted.getLong(1) != users.length) {
                    throw ScimProblem.value("expected members to be users of this source, found "
                            + (users.length - counted.getLong(1)) + " that are not");
                }
            }
        }
    }

    private void touch(UUID group, int most) throws SQLException, ScimException {
        try (PreparedStatement update = connection.prepareStatement(
                "update scim_resource r set changed = ?, changed_at = ? where source = ? and id = ? returning"
                        + " (select count(*) from scim_member m where m.source = r.source and m.group_id = r.id"
                        + " and m.removed is null)")) {
            update.setLong(1, revision);
            update.setObject(2, time());
            update.setString(3, source);
            update.setObject(4, group);
            try (ResultSet counted = update.executeQuery()) {
                if (counted.next() && counted.getLong(1) > most) {
                    throw ScimProblem.status(413, "expected at most " + most + " members of a group");
                }
            }
            changed.add(group);
        }
    }

    private int facts(PreparedStatement statement, ResourceKind kind, ObjectNode document, Optional<Mirrored> before)
            throws SQLException {
        boolean user = kind == ResourceKind.USER;
        var school = new SchoolUser(document);
        statement.setString(1, json.written(document));
        statement.setString(
                2, document.has("externalId") ? document.get("externalId").stringValue() : null);
        statement.setString(
                3, document.path(user ? "userName" : "displayName").asString("").toLowerCase(Locale.ROOT));
        statement.setString(4, user ? school.code() : "");
        statement.setString(5, user ? school.capacity() : "");
        if (!user || document.path("active").asBoolean(true)) {
            statement.setNull(6, Types.BIGINT);
        } else if (before.isPresent() && !before.get().active()) {
            statement.setLong(6, leftBy(before.get().id()));
        } else {
            statement.setLong(6, revision);
        }
        return 7;
    }

    private long leftBy(UUID id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select left_by from scim_resource where source = ? and id = ?")) {
            query.setString(1, source);
            query.setObject(2, id);
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    private static ScimException unique(SQLException error) throws SQLException {
        if (UNIQUE.equals(error.getSQLState())) {
            return ScimProblem.uniqueness("expected a userName and an externalId that no other resource of this source"
                    + " has, found one that is taken");
        }
        throw error;
    }

    private OffsetDateTime time() {
        return OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
    }
}
