package vn.khue.audit.app.triage;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.khue.audit.app.rights.AlertSight;
import vn.khue.audit.app.store.AlertRows;
import vn.khue.audit.app.store.CountedEvents;
import vn.khue.audit.app.store.CountedEvents.Counted;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.store.StoredAlert;
import vn.khue.audit.app.triage.Triage.Assignee;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.TargetKind;

/** Reads the queue for an officer; each look is recorded. Thread-safe. */
public final class AlertQueue {

    /** Alerts that a reader sees, with what was made of them. */
    private static final String SHOWN = """
            with seen as (
              select a.*,
                     case when t.state is null and exists (
                            select 1 from alert_suppression s
                            where s.rule = a.rule and s.group_fields = a.group_fields and s.group_values = a.group_values
                              and a.raised_at >= s.begins and a.raised_at < s.ends)
                          then 'SUPPRESSED' else coalesce(t.state, 'OPEN') end as state, t.assignee, t.assignee_name, t.reason, t.incident,
                     coalesce(t.version, 0) as version, c.id as case_id, c.number as case_number
              from detection_alert a left join alert_triage t on t.alert = a.id
                   left join triage_case_alert i on i.alert = a.id
                   left join triage_case c on c.id = i.case_id and """ + InSight.CASE + """

              where\s""" + InSight.ALERT + """

            ), shown as (
              select * from seen
              where state = any (:states)
                and (cast(:mine as uuid) is null or assignee = cast(:mine as uuid))
                and (cast(:level as text) is null or level = cast(:level as text))
                and (cast(:rule as text) is null or rule = cast(:rule as text))
                and (cast(:unit as text) is null or cast(:unit as text) = any (units))
            )
            """;

    private static final String GROUPED = SHOWN + """
            , grouped as (
              select rule, group_fields, group_values, count(*) as alerts, sum(version) as versions,
                     min(first_at) as first_at, max(completed_at) as last_at,
                     max(array_position(array['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'], level::text)) as rank,
                     sum(counted) as counted,
                     count(*) filter (where state = 'OPEN') as open,
                     count(*) filter (where state = 'CLOSED') as closed,
                     coalesce(array_agg(distinct assignee_name::text) filter (where assignee_name is not null), '{}')
                       as assignees,
                     bool_or(incident is not null) as incident,
                     coalesce(array_agg(distinct case_number::text) filter (where case_number is not null), '{}') as cases,
                     (array_agg(id order by completed_at desc, id desc))[1] as newest
              from shown group by rule, group_fields, group_values
            )
            """;

    private static final String GROUPS = GROUPED + """
            select * from grouped
            where cast(:rank as integer) is null
               or (rank, last_at, newest) < (cast(:rank as integer), cast(:last as timestamptz), cast(:newest as uuid))
            order by rank desc, last_at desc, newest desc limit :limit
            """;

    private static final String MEMBERS = SHOWN + """
            select s.id, s.version from shown s
            join detection_alert named on named.id = :named
             and named.rule = s.rule and named.group_fields = s.group_fields and named.group_values = s.group_values
            order by s.id
            """;

    private static final String TRIAGED = SHOWN + "select " + AlertRows.COLUMNS
            + ", state, assignee, assignee_name, reason, incident, version, case_id, case_number from shown ";

    private final RecordedReading reading;

    AlertQueue(RecordedReading reading) {
        this.reading = reading;
    }

    /** Who looks, and what they see. */
    public record Looking(Reader reader, UUID person, AlertSight sight) {}

    /** A page of groups. */
    QueuePage page(QueueQuery query, int limit, Looking looking) {
        return reading.in(connection -> {
            JdbcClient sql = on(connection);
            List<AlertGroup> found = groups(sql, query, limit + 1, looking);
            boolean more = found.size() > limit;
            List<AlertGroup> shown = more ? found.subList(0, limit) : found;
            List<String> rules = sql.sql(SHOWN + "select distinct rule from seen order by rule")
                    .params(bound(query, looking))
                    .query(String.class)
                    .list();
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(TargetKind.LOG, "alerts/queue")
                            .with(DetailKey.FILTER, query.words())
                            .with(DetailKey.ROWS, shown.size()));
            return new QueuePage(
                    shown, more ? Optional.of(shown.get(shown.size() - 1).place()) : Optional.empty(), rules);
        });
    }

    /**
     * An alert, if the reader sees it.
     *
     * @param query the queue from which the reader came
     */
    Optional<AlertFile> file(UUID id, QueueQuery query, Looking looking) {
        return reading.in(connection -> {
            JdbcClient sql = on(connection);
            QueueQuery all = everything();
            Optional<Triaged> found = triaged(sql, id, bound(all, looking));
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(TargetKind.ALERT, id.toString())
                            .with(DetailKey.ROWS, found.isPresent() ? 1 : 0));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            StoredAlert alert = found.get().alert();
            return Optional.of(new AlertFile(
                    alert,
                    found.get().triage(),
                    found.get().inCase(),
                    CountedEvents.find(connection, alert.events(), alert.from(), alert.to()),
                    decisions(connection, sql, id),
                    others(sql, id, bound(all, looking)),
                    next(sql, id, query, looking)));
        });
    }

    /** An alert and what was made of it. */
    public record Triaged(StoredAlert alert, Triage triage, Optional<InCase> inCase) {}

    /** The case that an alert is in. */
    public record InCase(UUID id, long number) {}

    /** Of these the alerts that the reader sees, oldest first; the look is recorded. */
    public List<Triaged> alerts(Collection<UUID> ids, Looking looking) {
        return reading.in(connection -> {
            List<Triaged> found = all(connection, ids, looking);
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(TargetKind.LOG, "alerts/chosen").with(DetailKey.ROWS, found.size()));
            return found;
        });
    }

    /** The alerts of a group as it was shown; empty if it has changed. */
    public Optional<List<UUID>> unchanged(GroupToken seen, QueueQuery query, Looking looking) {
        return reading.in(connection -> {
            SortedMap<UUID, Integer> members = members(connection, seen.newest(), query, looking);
            long versions =
                    members.values().stream().mapToLong(Integer::longValue).sum();
            return members.size() == seen.alerts() && versions == seen.versions()
                    ? Optional.of(List.copyOf(members.keySet()))
                    : Optional.empty();
        });
    }

    /** Of these the alerts that the reader sees, oldest first, in a transaction of the caller. */
    public static List<Triaged> all(Connection connection, Collection<UUID> ids, Looking looking) {
        return on(connection)
                .sql(TRIAGED + "where id = any (:ids) order by completed_at, id")
                .params(bound(everything(), looking))
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, n) -> triaged(row))
                .list();
    }

    private static QueueQuery everything() {
        return new QueueQuery(QueueView.ALL, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** In a transaction of the caller; empty if the alert is out of sight. */
    public static Optional<Triaged> find(Connection connection, UUID id, Looking looking) {
        return triaged(on(connection), id, bound(everything(), looking));
    }

    /** Version of each alert of the group that this filter shows, in a transaction of the caller. */
    static SortedMap<UUID, Integer> members(Connection connection, UUID named, QueueQuery query, Looking looking) {
        SortedMap<UUID, Integer> members = new TreeMap<>();
        on(connection)
                .sql(MEMBERS)
                .params(bound(query, looking))
                .param("named", named)
                .query(row -> {
                    members.put(row.getObject(1, UUID.class), row.getInt(2));
                });
        return members;
    }

    private static Optional<Triaged> triaged(JdbcClient sql, UUID id, Map<String, Object> bound) {
        return sql.sql(TRIAGED + "where id = :id")
                .params(bound)
                .param("id", id)
                .query((row, n) -> triaged(row))
                .optional();
    }

    private static Triaged triaged(ResultSet row) throws SQLException {
        UUID inCase = row.getObject("case_id", UUID.class);
        return new Triaged(
                AlertRows.alert(row),
                triage(row),
                inCase == null ? Optional.empty() : Optional.of(new InCase(inCase, row.getLong("case_number"))));
    }

    private static List<AlertGroup> groups(JdbcClient sql, QueueQuery query, int limit, Looking looking) {
        return sql.sql(GROUPS)
                .params(bound(query, looking))
                .param("rank", query.after().map(QueuePlace::rank).orElse(null))
                .param(
                        "last",
                        query.after()
                                .map(place -> place.last().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .param("newest", query.after().map(QueuePlace::newest).orElse(null))
                .param("limit", limit)
                .query((row, n) -> group(row))
                .list();
    }

    /** The group after that of this alert, by the order of the queue. */
    private static Optional<UUID> next(JdbcClient sql, UUID id, QueueQuery query, Looking looking) {
        Optional<QueuePlace> here = sql.sql(GROUPED + """
                select grouped.rank, grouped.last_at, grouped.newest from grouped
                join detection_alert named on named.id = :named
                 and named.rule = grouped.rule and named.group_fields = grouped.group_fields
                 and named.group_values = grouped.group_values
                """)
                .params(bound(query, looking))
                .param("named", id)
                .query((row, n) ->
                        new QueuePlace(row.getInt("rank"), time(row, "last_at"), row.getObject("newest", UUID.class)))
                .optional();
        return here.flatMap(place -> groups(sql, query.after(place), 1, looking).stream()
                .map(AlertGroup::newest)
                .findFirst());
    }

    private static List<AlertFile.Other> others(JdbcClient sql, UUID id, Map<String, Object> bound) {
        return sql.sql(SHOWN + """
                select s.id, s.completed_at, s.state from shown s
                join detection_alert named on named.id = :named and named.id <> s.id
                 and named.rule = s.rule and named.group_fields = s.group_fields and named.group_values = s.group_values
                order by s.completed_at desc, s.id desc limit :most
                """)
                .params(bound)
                .param("named", id)
                .param("most", AlertFile.MOST_OTHERS)
                .query((row, n) -> new AlertFile.Other(
                        row.getObject("id", UUID.class),
                        time(row, "completed_at"),
                        AlertState.valueOf(row.getString("state"))))
                .list();
    }

    private record Kept(UUID event, Instant at, String name, String act, Optional<String> reason, String note) {}

    private static List<AlertFile.Decided> decisions(Connection connection, JdbcClient sql, UUID id)
            throws SQLException {
        List<Kept> kept = sql.sql("select event, decided_at, name, act, reason, note from alert_decision"
                        + " where alert = :alert order by seq")
                .param("alert", id)
                .query((row, n) -> new Kept(
                        row.getObject("event", UUID.class),
                        time(row, "decided_at"),
                        row.getString("name"),
                        row.getString("act"),
                        Optional.ofNullable(row.getString("reason")),
                        row.getString("note")))
                .list();
        if (kept.isEmpty()) {
            return List.of();
        }
        Map<UUID, Long> places = new LinkedHashMap<>();
        for (Counted event : CountedEvents.find(
                connection,
                kept.stream().map(Kept::event).toList(),
                kept.get(0).at(),
                kept.get(kept.size() - 1).at())) {
            places.put(event.id(), event.ledgerIndex());
        }
        return kept.stream()
                .map(each -> new AlertFile.Decided(
                        each.at(),
                        each.name(),
                        each.act(),
                        each.reason(),
                        each.note(),
                        Optional.ofNullable(places.get(each.event()))))
                .toList();
    }

    private static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    private static Map<String, Object> bound(QueueQuery query, Looking looking) {
        Map<String, Object> bound = InSight.bound(looking.sight());
        bound.put("states", query.view().states().toArray(String[]::new));
        bound.put("mine", query.view() == QueueView.MINE ? looking.person() : null);
        bound.put("level", query.level().map(Enum::name).orElse(null));
        bound.put("rule", query.rule().orElse(null));
        bound.put("unit", query.unit().orElse(null));
        return bound;
    }

    private static AlertGroup group(ResultSet row) throws SQLException {
        SortedMap<String, String> group = new TreeMap<>();
        List<String> fields = texts(row.getArray("group_fields"));
        List<String> values = texts(row.getArray("group_values"));
        for (int i = 0; i < fields.size(); i++) {
            group.put(fields.get(i), values.get(i));
        }
        return new AlertGroup(
                row.getObject("newest", UUID.class),
                row.getString("rule"),
                group,
                row.getInt("alerts"),
                row.getLong("versions"),
                time(row, "first_at"),
                time(row, "last_at"),
                SigmaLevel.values()[row.getInt("rank") - 1],
                row.getLong("counted"),
                row.getInt("open"),
                row.getInt("closed"),
                texts(row.getArray("assignees")),
                row.getBoolean("incident"),
                texts(row.getArray("cases")));
    }

    private static Triage triage(ResultSet row) throws SQLException {
        UUID assignee = row.getObject("assignee", UUID.class);
        return new Triage(
                AlertState.valueOf(row.getString("state")),
                assignee == null
                        ? Optional.empty()
                        : Optional.of(new Assignee(assignee, row.getString("assignee_name"))),
                Optional.ofNullable(row.getString("reason")).map(CloseReason::valueOf),
                Optional.ofNullable(row.getString("incident")).map(IncidentKind::valueOf),
                row.getInt("version"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
