package vn.khue.audit.app.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import vn.khue.audit.app.store.CountedEvents.Counted;
import vn.khue.audit.event.EventKind;

/** Finds whether acts of some kinds happened lately, and the newest of them, without counting a log of millions to its end. */
public final class RecentEvents {

    private static final String NEWEST = CountedEvents.COLUMNS + " from unnest(?::text[]) as wanted (kind)"
            + " cross join lateral (select * from audit_event e where e.kind = wanted.kind"
            + " and e.event_time >= ? and e.event_time < ? and %s"
            + " order by e.event_time desc, e.ledger_index desc limit ?) e"
            + " order by e.event_time desc, e.ledger_index desc limit ?";

    private static final String COUNT = "select count(*) from (select 1 from audit_event e where e.kind = any (?)"
            + " and e.event_time >= ? and e.event_time < ? and %s limit ?) as found";

    private RecentEvents() {}

    /**
     * What was found.
     *
     * @param count of them, or the bound if there are more
     * @param newest newest first
     */
    public record Found(long count, List<Counted> newest) {

        public Found {
            newest = List.copyOf(newest);
        }
    }

    /**
     * Looks for them in a transaction of the caller.
     *
     * @param from inclusive, by the events' own time
     * @param to exclusive
     * @param shown how many of the newest
     * @param bound counting ends there
     */
    public static Found of(
            Connection connection, Collection<EventKind> kinds, Instant from, Instant to, int shown, int bound)
            throws SQLException {
        List<StoredDay> days = new StoredDays(connection).meeting(from, to);
        if (days.isEmpty() || kinds.isEmpty()) {
            return new Found(0, List.of());
        }
        StoredSpans spans = StoredSpans.of(days);
        Array names =
                connection.createArrayOf("text", kinds.stream().map(Enum::name).toArray());
        List<Counted> newest = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(String.format(Locale.ROOT, NEWEST, spans.condition("e.stored_at")))) {
            int at = bind(select, names, from, to, spans);
            select.setInt(at, shown);
            select.setInt(at + 1, shown);
            CountedEvents.read(select, newest);
        }
        if (newest.size() < shown) {
            return new Found(newest.size(), newest);
        }
        try (PreparedStatement select =
                connection.prepareStatement(String.format(Locale.ROOT, COUNT, spans.condition("e.stored_at")))) {
            int at = bind(select, names, from, to, spans);
            select.setInt(at, bound);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Found(row.getLong(1), newest);
            }
        }
    }

    private static int bind(PreparedStatement select, Array names, Instant from, Instant to, StoredSpans spans)
            throws SQLException {
        select.setArray(1, names);
        select.setObject(2, from.atOffset(ZoneOffset.UTC));
        select.setObject(3, to.atOffset(ZoneOffset.UTC));
        return spans.bind(select, 4);
    }
}
