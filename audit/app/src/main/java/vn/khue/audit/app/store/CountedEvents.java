package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the events that count for an alert by their ids. The log has no index on ids, which the intake would pay for at every event; the
 * table that makes delivery idempotent tells the time of each, on which there is one.
 */
public final class CountedEvents {

    static final String COLUMNS = "select e.id, e.ledger_index, e.event_time, e.kind, e.unit, e.ip, e.certificate,"
            + " case when e.target_kind = 'CARD' then e.target end";

    private CountedEvents() {}

    /**
     * An event that counts.
     *
     * @param kind name of an {@link vn.khue.audit.event.EventKind}
     * @param ip of who acted
     * @param certificate SHA-256 of one whose key was used, or that the act was about
     * @param card that the act was about
     */
    public record Counted(
            UUID id,
            long ledgerIndex,
            Instant time,
            String kind,
            Optional<String> unit,
            Optional<String> ip,
            Optional<String> certificate,
            Optional<String> card) {}

    /**
     * Those that are still in the log, oldest first.
     *
     * @param from none of them is older; cut to milliseconds, as the times of events are
     * @param to none of them is newer
     */
    public static List<Counted> find(Connection connection, Collection<UUID> ids, Instant from, Instant to)
            throws SQLException {
        List<Counted> found = new ArrayList<>();
        List<StoredDay> days = new StoredDays(connection).meeting(from.truncatedTo(ChronoUnit.MILLIS), to);
        if (days.isEmpty()) {
            return found;
        }
        Map<UUID, OffsetDateTime> times = times(connection, ids);
        StoredSpans spans = StoredSpans.of(days);
        List<UUID> known = List.copyOf(times.keySet());
        try (PreparedStatement select = connection.prepareStatement(COLUMNS
                + " from unnest(?::uuid[], (?::text[])::timestamptz[]) as wanted (id, at) cross join lateral ("
                // One by one by the index on the time, also on a day of which PostgreSQL knows nothing yet.
                + "select * from audit_event e where e.event_time = wanted.at and e.id = wanted.id and "
                + spans.condition("e.stored_at") + " offset 0) e")) {
            select.setArray(1, connection.createArrayOf("uuid", known.toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            known.stream().map(id -> times.get(id).toString()).toArray()));
            spans.bind(select, 3);
            read(select, found);
        }
        found.sort(Comparator.comparing(Counted::time).thenComparingLong(Counted::ledgerIndex));
        return found;
    }

    /** When each of these events happened by its source; ids that were never stored are left out. */
    static Map<UUID, OffsetDateTime> times(Connection connection, Collection<UUID> ids) throws SQLException {
        Map<UUID, OffsetDateTime> times = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select id, event_time from audit_event_id where id = any (?::uuid[])")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    times.put(row.getObject(1, UUID.class), row.getObject(2, OffsetDateTime.class));
                }
            }
        }
        return times;
    }

    static void read(PreparedStatement select, List<Counted> into) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                into.add(new Counted(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4),
                        Optional.ofNullable(row.getString(5)),
                        Optional.ofNullable(row.getString(6)),
                        Optional.ofNullable(row.getString(7)),
                        Optional.ofNullable(row.getString(8))));
            }
        }
    }
}
