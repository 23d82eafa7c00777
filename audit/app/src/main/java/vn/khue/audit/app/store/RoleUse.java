package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;

/**
 * Who acted in which role, as far as the log tells: events name the role under which somebody acted, never the roles that somebody has and does
 * not use.
 */
public final class RoleUse {

    /** Acts on documents are those of schools, many, and never of officers. */
    private static final List<String> KINDS = Arrays.stream(EventKind.values())
            .filter(kind -> kind.details().contains(DetailKey.ROLE))
            .map(Enum::name)
            .filter(name -> !name.startsWith("DOCUMENT_"))
            .toList();

    private static final String ACTS =
            "select actor, role, max(event_time) from (select e.actor, e.event_time, convert_from(e.body, 'UTF8')::jsonb"
                    + " #>> '{unmapped,details,role}' as role from audit_event e where e.kind = any (?) and e.actor_kind = 'PERSON'"
                    + " and e.event_time >= ? and e.event_time < ? and %s offset 0) as acts"
                    + " where role = any (?) group by actor, role";

    private static final String LOGIN = "select e.event_time from audit_event e where e.actor = ? and e.kind = 'LOGIN'"
            + " and e.event_time >= ? and e.event_time < ? and %s order by e.event_time desc limit 1";

    private RoleUse() {}

    /**
     * A person who acted in a role, or was known before.
     *
     * @param person Khuê id
     * @param roles codes, sorted
     * @param lastLogin within the time that was looked at
     * @param lastAct in one of the roles, likewise
     */
    public record Use(UUID person, List<String> roles, Optional<Instant> lastLogin, Optional<Instant> lastAct) {

        public Use {
            roles = List.copyOf(roles);
        }

        /** The newest sign of life. */
        public Optional<Instant> last() {
            return lastLogin.isPresent() && lastAct.isPresent()
                    ? Optional.of(lastLogin.get().isAfter(lastAct.get()) ? lastLogin.get() : lastAct.get())
                    : lastLogin.isPresent() ? lastLogin : lastAct;
        }
    }

    /**
     * Looks in a transaction of the caller; this takes as long as reading the acts of officers of that time.
     *
     * @param roles which matter
     * @param known who was known before, with their roles; they are in the answer even where they did nothing since
     */
    public static List<Use> of(
            Connection connection,
            Collection<String> roles,
            java.util.Map<UUID, List<String>> known,
            Instant from,
            Instant to)
            throws SQLException {
        TreeMap<UUID, TreeSet<String>> found = new TreeMap<>();
        TreeMap<UUID, Instant> acts = new TreeMap<>();
        known.forEach((person, had) -> found.put(person, new TreeSet<>(had)));
        List<StoredDay> days = new StoredDays(connection).meeting(from, to);
        if (!days.isEmpty()) {
            acts(connection, roles, from, to, StoredSpans.of(days), found, acts);
        }
        List<Use> uses = new ArrayList<>();
        for (UUID person : found.keySet()) {
            uses.add(new Use(
                    person,
                    List.copyOf(found.get(person)),
                    days.isEmpty() ? Optional.empty() : login(connection, person, from, to, StoredSpans.of(days)),
                    Optional.ofNullable(acts.get(person))));
        }
        return uses;
    }

    private static void acts(
            Connection connection,
            Collection<String> roles,
            Instant from,
            Instant to,
            StoredSpans spans,
            TreeMap<UUID, TreeSet<String>> found,
            TreeMap<UUID, Instant> acts)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(String.format(Locale.ROOT, ACTS, spans.condition("e.stored_at")))) {
            select.setArray(1, connection.createArrayOf("text", KINDS.toArray()));
            select.setObject(2, from.atOffset(ZoneOffset.UTC));
            select.setObject(3, to.atOffset(ZoneOffset.UTC));
            int at = spans.bind(select, 4);
            select.setArray(at, connection.createArrayOf("text", roles.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID person = UUID.fromString(row.getString(1));
                    found.computeIfAbsent(person, id -> new TreeSet<>()).add(row.getString(2));
                    acts.merge(
                            person,
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        }
    }

    private static Optional<Instant> login(
            Connection connection, UUID person, Instant from, Instant to, StoredSpans spans) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(String.format(Locale.ROOT, LOGIN, spans.condition("e.stored_at")))) {
            select.setString(1, person.toString());
            select.setObject(2, from.atOffset(ZoneOffset.UTC));
            select.setObject(3, to.atOffset(ZoneOffset.UTC));
            spans.bind(select, 4);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                        : Optional.empty();
            }
        }
    }
}
