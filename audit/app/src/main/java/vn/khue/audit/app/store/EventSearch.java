package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.TargetKind;

/**
 * Reads the log for a person. The reading is itself an event (LOG_READ), stored and chained before anything is shown; a
 * read that cannot be recorded does not happen (TCVN 14423:2026 clause 6.8.2.3 a). Thread-safe.
 */
public final class EventSearch {

    private static final String COLUMNS =
            "select ledger_index, stored_at, sender, clock_skew_ms, body, event_time from audit_event";

    private final RecordedReading reading;

    public EventSearch(DataSource dataSource, EventStore store, Clock clock) {
        this.reading = new RecordedReading(dataSource, store, clock);
    }

    /**
     * One page, newest first.
     *
     * @throws EventStoreException if it cannot be read or the reading cannot be recorded
     */
    public EventPage search(EventQuery query, Reader reader) {
        return reading.in(connection -> {
            List<StoredEvent> found = select(connection, Criteria.of(query), query.limit() + 1);
            boolean more = found.size() > query.limit();
            List<StoredEvent> shown = more ? found.subList(0, query.limit()) : found;
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.LOG, "events")
                            .with(DetailKey.FILTER, filters(query))
                            .with(
                                    DetailKey.FROM,
                                    query.from().map(Instant::toString).orElse(""))
                            .with(
                                    DetailKey.TO,
                                    query.to().map(Instant::toString).orElse(""))
                            .with(
                                    DetailKey.PERSON,
                                    query.person().map(Object::toString).orElse(""))
                            .with(DetailKey.ROWS, shown.size()));
            return new EventPage(shown, more ? Optional.of(place(shown.get(shown.size() - 1))) : Optional.empty());
        });
    }

    /** One event by its place in the ledger, within the units the reader may see (empty: all). */
    public Optional<StoredEvent> event(long ledgerIndex, java.util.Set<String> units, Reader reader) {
        return reading.in(connection -> {
            Criteria criteria = new Criteria().and("ledger_index = ?", ledgerIndex);
            if (!units.isEmpty()) {
                criteria.and("unit = any (?)", (Object) units.toArray(String[]::new));
            }
            List<StoredEvent> found = select(connection, criteria, 1);
            reading.record(
                    connection,
                    reader,
                    trace ->
                            trace.target(TargetKind.LOG, "event/" + ledgerIndex).with(DetailKey.ROWS, found.size()));
            return found.stream().findFirst();
        });
    }

    /**
     * Alerts, newest first.
     *
     * @param before only alerts completed before this time; empty for the newest
     * @param limit 1 to 200
     */
    public List<StoredAlert> alerts(Optional<Instant> before, int limit, Reader reader) {
        return reading.in(connection -> {
            List<StoredAlert> found = AlertRows.newest(connection, before, limit);
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.LOG, "alerts")
                            .with(DetailKey.TO, before.map(Instant::toString).orElse(""))
                            .with(DetailKey.ROWS, found.size()));
            return found;
        });
    }

    private static String filters(EventQuery query) {
        List<String> filters = new ArrayList<>();
        if (!query.kinds().isEmpty()) {
            filters.add(
                    "kind=" + query.kinds().stream().map(Enum::name).sorted().collect(Collectors.joining("|")));
        }
        if (!query.units().isEmpty()) {
            filters.add("unit=" + query.units().stream().sorted().collect(Collectors.joining("|")));
        }
        query.outcome().ifPresent(outcome -> filters.add("outcome=" + outcome));
        query.target().ifPresent(target -> filters.add("target=" + target));
        query.after().ifPresent(after -> filters.add("after=" + after.text()));
        return String.join(",", filters);
    }

    private static EventPlace place(StoredEvent event) {
        return new EventPlace(event.event().time(), event.ledgerIndex());
    }

    private static List<StoredEvent> select(Connection connection, Criteria criteria, int limit) throws SQLException {
        String sql = COLUMNS + criteria.where() + " order by event_time desc, ledger_index desc limit " + limit;
        List<StoredEvent> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            criteria.bind(connection, select);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    long skew = found.getLong(4);
                    Optional<Duration> clockSkew =
                            found.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(skew));
                    events.add(new StoredEvent(
                            found.getLong(1),
                            EventJson.read(found.getBytes(5)),
                            found.getObject(2, OffsetDateTime.class).toInstant(),
                            found.getString(3),
                            clockSkew));
                }
            }
        }
        return events;
    }

    /** Conditions and their values, joined by "and". */
    private static final class Criteria {
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        static Criteria of(EventQuery query) {
            Criteria criteria = new Criteria();
            query.from().ifPresent(from -> criteria.and("event_time >= ?", from));
            query.to().ifPresent(to -> criteria.and("event_time < ?", to));
            query.person().ifPresent(person -> criteria.and("actor = ?", person.toString()));
            query.outcome().ifPresent(outcome -> criteria.and("outcome = ?", outcome.name()));
            query.target().ifPresent(target -> criteria.and("target = ?", target));
            query.after()
                    .ifPresent(after ->
                            criteria.and("(event_time, ledger_index) < (?, ?)", after.time(), after.ledgerIndex()));
            if (query.kinds().isEmpty()) {
                criteria.and("kind <> 'HEARTBEAT'");
            } else {
                criteria.and("kind = any (?)", (Object)
                        query.kinds().stream().map(Enum::name).toArray(String[]::new));
            }
            if (!query.units().isEmpty()) {
                criteria.and("unit = any (?)", (Object) query.units().toArray(String[]::new));
            }
            return criteria;
        }

        Criteria and(String condition, Object... bound) {
            conditions.add(condition);
            values.addAll(List.of(bound));
            return this;
        }

        String where() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }

        void bind(Connection connection, PreparedStatement statement) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value instanceof Instant instant) {
                    statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                } else if (value instanceof String[] texts) {
                    statement.setArray(i + 1, connection.createArrayOf("text", texts));
                } else {
                    statement.setObject(i + 1, value);
                }
            }
        }
    }
}
