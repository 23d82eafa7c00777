package vn.khue.audit.app.casefile;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.khue.audit.app.store.CountedEvents;
import vn.khue.audit.app.store.CountedEvents.Counted;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.AlertQueue;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.CloseReason;
import vn.khue.audit.app.triage.InSight;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.app.triage.Triage.Assignee;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.TargetKind;

/** Reads cases for an officer; each look is recorded. Thread-safe. */
public final class CaseShelf {

    private static final String ROWS = """
            select c.id, c.number, c.title, c.state, c.owner_name, c.version, count(a.id) as alerts,
                   coalesce(max(a.completed_at), c.opened_at) as last_at,
                   max(array_position(array['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'], a.level::text)) as rank,
                   coalesce((select array_agg(k.kind::text order by k.kind) from triage_case_incident k where k.case_id = c.id), '{}')
                     as incidents
            from triage_case c left join triage_case_alert i on i.case_id = c.id left join detection_alert a on a.id = i.alert
            where\s""" + InSight.CASE;

    private final RecordedReading reading;

    CaseShelf(RecordedReading reading) {
        this.reading = reading;
    }

    /**
     * A page of the list, the newest case first.
     *
     * @param before only cases of a lower number
     */
    List<CaseRow> list(Optional<CaseState> state, Optional<Long> before, int limit, Looking looking) {
        return reading.in(connection -> {
            List<CaseRow> found = on(connection)
                    .sql(ROWS + " and (cast(:state as text) is null or c.state = cast(:state as text))"
                            + " and (cast(:before as bigint) is null or c.number < cast(:before as bigint))"
                            + " group by c.id order by c.number desc limit :limit")
                    .params(InSight.bound(looking.sight()))
                    .param("state", state.map(Enum::name).orElse(null))
                    .param("before", before.orElse(null))
                    .param("limit", limit)
                    .query((row, n) -> row(row))
                    .list();
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(TargetKind.LOG, "cases")
                            .with(
                                    DetailKey.FILTER,
                                    state.map(each -> "state=" + each).orElse(""))
                            .with(DetailKey.ROWS, found.size()));
            return found;
        });
    }

    /** A case, if the reader sees every alert of it. */
    Optional<CaseFile> file(UUID id, Looking looking) {
        return reading.in(connection -> {
            Optional<CaseFile> found = file(connection, id, looking);
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(TargetKind.CASE, id.toString())
                            .with(DetailKey.ROWS, found.isPresent() ? 1 : 0));
            return found;
        });
    }

    /** The same in a transaction of the caller, who records the look. */
    public static Optional<CaseFile> file(Connection connection, UUID id, Looking looking) throws SQLException {
        Optional<Case> found = find(connection, id, looking);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CaseFile(
                found.get(), AlertQueue.all(connection, alerts(connection, id), looking), decisions(connection, id)));
    }

    /** Cases in which there is one of these alerts, within sight, in a transaction of the caller. */
    public static List<CaseRow> with(Connection connection, List<UUID> alerts, Looking looking) {
        return on(connection)
                .sql(ROWS + " and c.id in (select case_id from triage_case_alert where alert = any (:alerts))"
                        + " group by c.id order by c.number desc")
                .params(InSight.bound(looking.sight()))
                .param("alerts", alerts.toArray(UUID[]::new))
                .query((row, n) -> row(row))
                .list();
    }

    /** In a transaction of the caller; empty if the case is out of sight. */
    static Optional<Case> find(Connection connection, UUID id, Looking looking) {
        JdbcClient sql = on(connection);
        SortedMap<IncidentKind, Instant> incidents = new TreeMap<>();
        sql.sql("select kind, known_at from triage_case_incident where case_id = :id")
                .param("id", id)
                .query(row -> {
                    incidents.put(IncidentKind.valueOf(row.getString("kind")), time(row, "known_at"));
                });
        return sql.sql("select c.* from triage_case c where c.id = :id and " + InSight.CASE)
                .params(InSight.bound(looking.sight()))
                .param("id", id)
                .query((row, n) -> new Case(
                        row.getObject("id", UUID.class),
                        row.getLong("number"),
                        row.getString("title"),
                        CaseState.valueOf(row.getString("state")),
                        new Assignee(row.getObject("owner", UUID.class), row.getString("owner_name")),
                        Optional.ofNullable(row.getString("reason")).map(CloseReason::valueOf),
                        incidents,
                        time(row, "opened_at"),
                        row.getInt("version")))
                .optional();
    }

    static List<UUID> alerts(Connection connection, UUID id) {
        return on(connection)
                .sql("select alert from triage_case_alert where case_id = :id")
                .param("id", id)
                .query(UUID.class)
                .list();
    }

    private static List<CaseFile.Decided> decisions(Connection connection, UUID id) throws SQLException {
        List<CaseFile.Decided> kept = on(connection)
                .sql("select event, decided_at, name, act, reason, alert, note from triage_case_decision"
                        + " where case_id = :id order by seq")
                .param("id", id)
                .query((row, n) -> new CaseFile.Decided(
                        row.getObject("event", UUID.class),
                        time(row, "decided_at"),
                        row.getString("name"),
                        row.getString("act"),
                        Optional.ofNullable(row.getString("reason")),
                        Optional.ofNullable(row.getObject("alert", UUID.class)),
                        row.getString("note"),
                        Optional.empty()))
                .list();
        if (kept.isEmpty()) {
            return kept;
        }
        Map<UUID, Long> places = new LinkedHashMap<>();
        for (Counted event : CountedEvents.find(
                connection,
                kept.stream().map(CaseFile.Decided::event).toList(),
                kept.get(0).at(),
                kept.get(kept.size() - 1).at())) {
            places.put(event.id(), event.ledgerIndex());
        }
        return kept.stream()
                .map(each -> new CaseFile.Decided(
                        each.event(),
                        each.at(),
                        each.name(),
                        each.act(),
                        each.reason(),
                        each.alert(),
                        each.note(),
                        Optional.ofNullable(places.get(each.event()))))
                .toList();
    }

    private static CaseRow row(ResultSet row) throws SQLException {
        int rank = row.getInt("rank");
        return new CaseRow(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("title"),
                CaseState.valueOf(row.getString("state")),
                row.getString("owner_name"),
                row.getInt("alerts"),
                rank == 0 ? Optional.empty() : Optional.of(SigmaLevel.values()[rank - 1]),
                time(row, "last_at"),
                Arrays.stream((String[]) row.getArray("incidents").getArray())
                        .map(IncidentKind::valueOf)
                        .toList(),
                row.getInt("version"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
