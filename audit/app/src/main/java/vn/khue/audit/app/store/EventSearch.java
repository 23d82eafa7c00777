package vn.khue.audit.app.store;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import vn.khue.audit.app.seal.SubjectKeys;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.TargetKind;

/**
 * Reads the log for a person. The reading is itself an event (LOG_READ), stored and chained before anything is shown; a
 * read that cannot be recorded does not happen (TCVN 14423:2026 clause 6.8.2.3 a). Thread-safe.
 */
public final class EventSearch {

    private final RecordedReading reading;
    private final SubjectKeys keys;

    public EventSearch(DataSource dataSource, EventStore store, Clock clock) {
        this.reading = new RecordedReading(dataSource, store, clock);
        this.keys = store.keys();
    }

    /**
     * One page, newest first.
     *
     * @throws EventStoreException if it cannot be read or the reading cannot be recorded
     */
    public EventPage search(EventQuery query, Reader reader) {
        return reading.in(connection -> {
            List<StoredEvent> found = new EventWalk(connection, keys).newest(query, query.limit() + 1);
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
            EventCriteria criteria = new EventCriteria();
            if (!units.isEmpty()) {
                criteria.and("unit = any (?)", (Object) units.toArray(String[]::new));
            }
            Optional<StoredEvent> found = new EventWalk(connection, keys).at(ledgerIndex, criteria);
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.LOG, "event/" + ledgerIndex)
                            .with(DetailKey.ROWS, found.isPresent() ? 1 : 0));
            return found;
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
        filters.addAll(query.marks().words());
        query.after().ifPresent(after -> filters.add("after=" + after.text()));
        return String.join(",", filters);
    }

    private static EventPlace place(StoredEvent event) {
        return new EventPlace(event.event().time(), event.ledgerIndex());
    }
}
