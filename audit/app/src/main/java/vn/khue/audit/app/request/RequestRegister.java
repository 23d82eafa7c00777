package vn.khue.audit.app.request;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.khue.audit.app.request.DataRequest.Act;
import vn.khue.audit.app.request.DataRequest.Step;
import vn.khue.audit.app.store.CountedEvents;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.TargetKind;

/** Reads the register of requests; each look is recorded. Thread-safe. */
public final class RequestRegister {

    private static final int MOST = 500;

    private final RecordedReading reading;

    RequestRegister(RecordedReading reading) {
        this.reading = reading;
    }

    /**
     * How the register stands.
     *
     * @param overdue open ones whose day has passed, or about which the person has not been told in time
     */
    public record Sums(long all, long open, long overdue) {}

    /** In a transaction of the caller. */
    public static Sums sums(Connection connection, LocalDate today) {
        return on(connection)
                .sql("select count(*), count(*) filter (where state in ('OPEN', 'GRANTED')),"
                        + " count(*) filter (where state in ('OPEN', 'GRANTED') and due < :today"
                        + " or state = 'OPEN' and acknowledged is null and answer_due < :today) from data_request")
                .param("today", today)
                .query((row, n) -> new Sums(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    /** Those received within these days, both inclusive, or not over at the end of them; in a transaction of the caller. */
    public static List<DataRequest> between(Connection connection, LocalDate from, LocalDate to) {
        return on(connection)
                .sql("select * from data_request where received <= :to and (received >= :from"
                        + " or coalesce(done, case when state = 'REFUSED' then decided end, 'infinity') >= :from)"
                        + " order by number limit " + MOST)
                .param("from", from)
                .param("to", to)
                .query((row, n) -> request(row))
                .list();
    }

    /** What is not over first, by the day on which it is due; then the newest of the past. */
    List<DataRequest> list(Reader reader) {
        return reading.in(connection -> {
            List<DataRequest> found = on(connection)
                    .sql("select * from data_request order by state in ('REFUSED', 'DONE'),"
                            + " case when state in ('OPEN', 'GRANTED') then due end, number desc limit " + MOST)
                    .query((row, n) -> request(row))
                    .list();
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.LOG, "requests").with(DetailKey.ROWS, found.size()));
            return found;
        });
    }

    Optional<DataRequest.File> file(UUID id, Reader reader) {
        return reading.in(connection -> {
            Optional<DataRequest> found = find(connection, id);
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.DATA_REQUEST, id.toString())
                            .with(
                                    DetailKey.PERSON,
                                    found.map(each -> each.subject().toString()).orElse(""))
                            .with(DetailKey.ROWS, found.isPresent() ? 1 : 0));
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new DataRequest.File(found.get(), steps(connection, id)));
        });
    }

    static Optional<DataRequest> find(Connection connection, UUID id) {
        return on(connection)
                .sql("select * from data_request where id = :id")
                .param("id", id)
                .query((row, n) -> request(row))
                .optional();
    }

    private static List<Step> steps(Connection connection, UUID id) throws SQLException {
        List<Step> kept = on(connection)
                .sql("select * from data_request_step where request = :id order by seq")
                .param("id", id)
                .query((row, n) -> new Step(
                        row.getObject("event", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("name"),
                        Act.valueOf(row.getString("act")),
                        row.getString("note"),
                        Optional.empty()))
                .list();
        if (kept.isEmpty()) {
            return kept;
        }
        Map<UUID, Long> places = new LinkedHashMap<>();
        for (CountedEvents.Counted event : CountedEvents.find(
                connection,
                kept.stream().map(Step::event).toList(),
                kept.get(0).at(),
                kept.get(kept.size() - 1).at())) {
            places.put(event.id(), event.ledgerIndex());
        }
        return kept.stream()
                .map(each -> new Step(
                        each.event(),
                        each.at(),
                        each.name(),
                        each.act(),
                        each.note(),
                        Optional.ofNullable(places.get(each.event()))))
                .toList();
    }

    private static DataRequest request(ResultSet row) throws SQLException {
        return new DataRequest(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                RequestKind.valueOf(row.getString("kind")),
                row.getObject("subject", UUID.class),
                row.getBoolean("processors"),
                row.getObject("received", LocalDate.class),
                row.getObject("answer_due", LocalDate.class),
                row.getObject("due", LocalDate.class),
                row.getBoolean("extended"),
                Optional.ofNullable(row.getObject("acknowledged", LocalDate.class)),
                DataRequest.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("decided", LocalDate.class)),
                Optional.ofNullable(row.getObject("done", LocalDate.class)),
                row.getInt("version"));
    }

    static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
