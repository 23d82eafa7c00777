package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds the events that count for an alert by their ids. The log has no index on ids, which the intake would pay for at every event; an
 * id of version 7 (RFC 9562) tells the millisecond of its event, on which there is one. Ids of other versions are looked for in the
 * alert's own span of time.
 */
public final class CountedEvents {

    private static final String COLUMNS = "select e.id, e.ledger_index, e.event_time, e.kind, e.unit";

    private CountedEvents() {}

    /**
     * An event that counts.
     *
     * @param kind name of an {@link vn.khue.audit.event.EventKind}
     */
    public record Counted(UUID id, long ledgerIndex, Instant time, String kind, Optional<String> unit) {}

    /**
     * Those that are still in the log, oldest first.
     *
     * @param from time of the first of them
     * @param to time of the last
     */
    public static List<Counted> find(Connection connection, List<UUID> ids, Instant from, Instant to)
            throws SQLException {
        List<Counted> found = new ArrayList<>();
        List<UUID> timed = ids.stream().filter(id -> id.version() == 7).toList();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS
                + " from unnest(?::uuid[], (?::text[])::timestamptz[]) as wanted (id, at)"
                + " join audit_event e on e.event_time = wanted.at and e.id = wanted.id")) {
            select.setArray(1, connection.createArrayOf("uuid", timed.toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", timed.stream().map(CountedEvents::time).toArray()));
            read(select, found);
        }
        Set<UUID> missing = new HashSet<>(ids);
        found.forEach(each -> missing.remove(each.id()));
        if (!missing.isEmpty()) {
            try (PreparedStatement select = connection.prepareStatement(
                    COLUMNS + " from audit_event e where e.event_time between ? and ? and e.id = any (?::uuid[])")) {
                select.setObject(1, from.atOffset(ZoneOffset.UTC));
                select.setObject(2, to.atOffset(ZoneOffset.UTC));
                select.setArray(3, connection.createArrayOf("uuid", missing.toArray()));
                read(select, found);
            }
        }
        found.sort(Comparator.comparing(Counted::time).thenComparingLong(Counted::ledgerIndex));
        return found;
    }

    /** The first 48 bits of a version 7 id are milliseconds of Unix time (RFC 9562 section 5.7). */
    private static String time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16).toString();
    }

    private static void read(PreparedStatement select, List<Counted> into) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                into.add(new Counted(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4),
                        Optional.ofNullable(row.getString(5))));
            }
        }
    }
}
