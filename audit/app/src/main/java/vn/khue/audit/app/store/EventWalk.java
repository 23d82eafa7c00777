package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import vn.khue.audit.app.seal.Keyring;
import vn.khue.audit.app.seal.Opened;
import vn.khue.audit.app.seal.SubjectKeys;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.SealedEvent;

/**
 * Lists events newest first over the days of the log. It begins with the day that has the latest events, takes twice as many days each time
 * it has not enough, and stops when no day that is left can have one that belongs on the page. So the usual page costs one partition, and
 * something rare is looked for over a year in nine statements. For one connection.
 */
final class EventWalk {

    private static final int MOST_DAYS = 64;
    private static final Comparator<Row> NEWEST_FIRST =
            Comparator.comparing(Row::time).thenComparingLong(Row::index).reversed();
    private static final String COLUMNS =
            "select ledger_index, event_time, stored_at, sender, clock_skew_ms, body from audit_event where ";

    private final Connection connection;
    private final SubjectKeys keys;

    EventWalk(Connection connection, SubjectKeys keys) {
        this.connection = connection;
        this.keys = keys;
    }

    private record Row(
            long index, Instant time, Instant storedAt, String sender, Optional<Duration> clockSkew, byte[] body) {}

    /** The newest that fit, at most so many. */
    List<StoredEvent> newest(EventQuery query, int limit) throws SQLException {
        Instant from = query.from().orElse(Instant.EPOCH);
        Instant to = query.to().orElse(Instant.parse("9999-01-01T00:00:00Z"));
        if (query.after().isPresent() && query.after().get().time().isBefore(to)) {
            to = query.after().get().time();
        }
        Optional<Instant> at = Optional.empty();
        if (query.marks().event().isPresent()) {
            at = CountedEvents.times(connection, List.of(query.marks().event().get())).values().stream()
                    .findFirst()
                    .map(OffsetDateTime::toInstant);
            if (at.isEmpty() || at.get().isBefore(from) || at.get().isAfter(to)) {
                return List.of();
            }
            from = at.get();
            to = at.get();
        }
        return walk(new StoredDays(connection).meeting(from, to), EventCriteria.of(query, at), limit);
    }

    /** The event at this place, if it fits. */
    Optional<StoredEvent> at(long index, EventCriteria criteria) throws SQLException {
        Optional<StoredDay> day = new StoredDays(connection).holding(index);
        return day.isEmpty()
                ? Optional.empty()
                : events(read(List.of(day.get()), criteria.and("ledger_index = ?", index), 1)).stream()
                        .findFirst();
    }

    private List<StoredEvent> walk(List<StoredDay> days, List<EventCriteria> lists, int limit) throws SQLException {
        TreeSet<Row> found = new TreeSet<>(NEWEST_FIRST);
        int next = 0;
        int width = 1;
        while (next < days.size()
                && (found.size() < limit
                        || !days.get(next).latest().isBefore(found.last().time()))) {
            List<StoredDay> looked = days.subList(next, Math.min(days.size(), next + width));
            for (EventCriteria each : lists) {
                found.addAll(read(looked, each, limit));
            }
            while (found.size() > limit) {
                found.pollLast();
            }
            next += looked.size();
            width = Math.min(2 * width, MOST_DAYS);
        }
        return events(found);
    }

    private List<StoredEvent> events(Collection<Row> rows) throws SQLException {
        List<SealedEvent> lines =
                rows.stream().map(row -> EventJson.readStored(row.body())).toList();
        Keyring ring = keys.forReading(connection, lines);
        List<StoredEvent> events = new ArrayList<>();
        int next = 0;
        for (Row row : rows) {
            Opened opened = ring.open(lines.get(next++));
            events.add(new StoredEvent(
                    row.index(),
                    opened.event(),
                    row.storedAt(),
                    row.sender(),
                    row.clockSkew(),
                    opened.sealing(),
                    row.body()));
        }
        return events;
    }

    private List<Row> read(List<StoredDay> days, EventCriteria criteria, int limit) throws SQLException {
        StoredSpans spans = StoredSpans.of(days);
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + spans.condition("stored_at") + " and "
                + criteria.text() + " order by event_time desc, ledger_index desc limit " + limit)) {
            criteria.bind(connection, select, spans.bind(select, 1));
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    long skew = found.getLong(5);
                    Optional<Duration> clockSkew =
                            found.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(skew));
                    rows.add(new Row(
                            found.getLong(1),
                            found.getObject(2, OffsetDateTime.class).toInstant(),
                            found.getObject(3, OffsetDateTime.class).toInstant(),
                            found.getString(4),
                            clockSkew,
                            found.getBytes(6)));
                }
            }
        }
        return rows;
    }
}
