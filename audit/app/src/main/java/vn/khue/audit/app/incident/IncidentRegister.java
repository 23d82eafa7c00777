package vn.khue.audit.app.incident;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.khue.audit.app.casefile.CaseState;
import vn.khue.audit.app.incident.Incident.Act;
import vn.khue.audit.app.incident.Incident.DataKind;
import vn.khue.audit.app.incident.Incident.Duty;
import vn.khue.audit.app.incident.Incident.Entry;
import vn.khue.audit.app.incident.Incident.OfKind;
import vn.khue.audit.app.incident.Incident.Source;
import vn.khue.audit.app.incident.Incident.Told;
import vn.khue.audit.app.rights.AlertSight;
import vn.khue.audit.app.store.CountedEvents;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.InSight;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.app.triage.TriageProfile;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.TargetKind;

/** Reads the register of incidents; each look is recorded. Thread-safe. */
public final class IncidentRegister {

    /** On one page, and in one report. */
    static final int MOST = 500;

    private static final String CASES =
            "select c.id, c.number, c.title, c.state, c.owner_name, c.opened_at from triage_case c"
                    + " where exists (select 1 from triage_case_incident k where k.case_id = c.id) and " + InSight.CASE;

    private final RecordedReading reading;
    private final TriageProfile profile;
    private final Clock clock;

    IncidentRegister(RecordedReading reading, TriageProfile profile, Clock clock) {
        this.reading = reading;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * The register.
     *
     * @param incidents newest first
     * @param loose ids of alerts that are marked as an incident and in no case yet
     */
    record Listed(List<Incident> incidents, List<UUID> loose) {}

    Listed list(Looking looking) {
        return reading.in(connection -> {
            List<Incident> found = all(connection, profile, looking.sight(), clock.instant());
            List<UUID> loose = on(connection)
                    .sql(
                            "select a.id from alert_triage t join detection_alert a on a.id = t.alert where t.incident is not null"
                                    + " and not exists (select 1 from triage_case_alert i where i.alert = a.id) and "
                                    + InSight.ALERT + " order by a.raised_at limit " + MOST)
                    .params(InSight.bound(looking.sight()))
                    .query(UUID.class)
                    .list();
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(TargetKind.LOG, "incidents").with(DetailKey.ROWS, found.size()));
            return new Listed(found, loose);
        });
    }

    Optional<Incident> one(UUID id, Looking looking) {
        return reading.in(connection -> {
            Optional<Incident> found = find(connection, id, looking.sight());
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(TargetKind.CASE, id.toString())
                            .with(DetailKey.ROWS, found.isPresent() ? 1 : 0));
            return found;
        });
    }

    /** In a transaction of the caller. */
    Optional<Incident> find(Connection connection, UUID id, AlertSight sight) throws SQLException {
        return read(connection, CASES + " and c.id = :id", Map.of("id", id), profile, sight, clock.instant()).stream()
                .findFirst();
    }

    /** All in sight, newest first, in a transaction of the caller, who records the look. */
    public static List<Incident> all(Connection connection, TriageProfile profile, AlertSight sight, Instant now)
            throws SQLException {
        return read(connection, CASES + " order by c.number desc limit " + MOST, Map.of(), profile, sight, now);
    }

    private record Row(UUID id, long number, String title, CaseState state, String owner, Instant opened) {}

    private static List<Incident> read(
            Connection connection,
            String sql,
            Map<String, Object> bound,
            TriageProfile profile,
            AlertSight sight,
            Instant now)
            throws SQLException {
        List<Row> rows = on(connection)
                .sql(sql)
                .params(InSight.bound(sight))
                .params(bound)
                .query((row, n) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getLong("number"),
                        row.getString("title"),
                        CaseState.valueOf(row.getString("state")),
                        row.getString("owner_name"),
                        time(row, "opened_at")))
                .list();
        UUID[] ids = rows.stream().map(Row::id).toArray(UUID[]::new);
        Map<UUID, SortedMap<IncidentKind, Instant>> kinds = kinds(connection, ids);
        Map<UUID, List<Entry>> entries = entries(connection, ids);
        Map<UUID, Told> told = told(connection, ids);
        List<Incident> incidents = new ArrayList<>();
        for (Row row : rows) {
            List<Entry> done = entries.getOrDefault(row.id(), List.of());
            Optional<Told> how = Optional.ofNullable(told.get(row.id()));
            boolean subjects =
                    how.stream().flatMap(each -> each.data().stream()).anyMatch(DataKind::told);
            List<OfKind> of = new ArrayList<>();
            kinds.getOrDefault(row.id(), new TreeMap<>())
                    .forEach((kind, known) -> of.add(
                            new OfKind(kind, known, duties(profile.clocks(kind, known, now, subjects), kind, done))));
            incidents.add(new Incident(
                    row.id(), row.number(), row.title(), row.state(), row.owner(), row.opened(), of, done, how));
        }
        return incidents;
    }

    private static List<Duty> duties(List<TriageProfile.Clock> clocks, IncidentKind kind, List<Entry> done) {
        return clocks.stream()
                .map(clock -> new Duty(
                        clock,
                        done.stream()
                                .filter(each -> each.act() == Act.REPORTED
                                        && each.kind().equals(Optional.of(kind))
                                        && each.report().equals(Optional.of(clock.report())))
                                .findFirst()))
                .toList();
    }

    private static Map<UUID, SortedMap<IncidentKind, Instant>> kinds(Connection connection, UUID[] ids) {
        Map<UUID, SortedMap<IncidentKind, Instant>> kinds = new LinkedHashMap<>();
        on(connection)
                .sql("select case_id, kind, known_at from triage_case_incident where case_id = any (:ids)")
                .param("ids", ids)
                .query(row -> {
                    kinds.computeIfAbsent(row.getObject("case_id", UUID.class), id -> new TreeMap<>())
                            .put(IncidentKind.valueOf(row.getString("kind")), time(row, "known_at"));
                });
        return kinds;
    }

    private static Map<UUID, Told> told(Connection connection, UUID[] ids) {
        Map<UUID, Told> told = new LinkedHashMap<>();
        on(connection)
                .sql("select r.case_id, r.source, r.begun_at, r.data_kinds, r.affected, r.account, c.units[1] as unit"
                        + " from incident_report r join triage_case c on c.id = r.case_id where r.case_id = any (:ids)")
                .param("ids", ids)
                .query(row -> {
                    OffsetDateTime begun = row.getObject("begun_at", OffsetDateTime.class);
                    SortedSet<DataKind> data = new TreeSet<>();
                    for (String each : (String[]) row.getArray("data_kinds").getArray()) {
                        data.add(DataKind.valueOf(each));
                    }
                    told.put(
                            row.getObject("case_id", UUID.class),
                            new Told(
                                    Source.valueOf(row.getString("source")),
                                    Optional.ofNullable(begun).map(OffsetDateTime::toInstant),
                                    Optional.ofNullable(row.getString("unit")).filter(unit -> !unit.isEmpty()),
                                    data,
                                    Optional.ofNullable(row.getObject("affected", Integer.class)),
                                    row.getString("account")));
                });
        return told;
    }

    private static Map<UUID, List<Entry>> entries(Connection connection, UUID[] ids) throws SQLException {
        record Noted(UUID of, Entry entry) {}
        List<Noted> noted = on(connection)
                .sql("select * from incident_entry where case_id = any (:ids) order by seq")
                .param("ids", ids)
                .query((row, n) -> new Noted(
                        row.getObject("case_id", UUID.class),
                        new Entry(
                                row.getObject("event", UUID.class),
                                Act.valueOf(row.getString("act")),
                                Optional.ofNullable(row.getString("kind")).map(IncidentKind::valueOf),
                                Optional.ofNullable(row.getString("report")),
                                row.getString("recipient"),
                                row.getString("note"),
                                time(row, "done_at"),
                                time(row, "noted_at"),
                                row.getString("name"),
                                Optional.empty())))
                .list();
        Map<UUID, Long> places = new LinkedHashMap<>();
        if (!noted.isEmpty()) {
            for (CountedEvents.Counted event : CountedEvents.find(
                    connection,
                    noted.stream().map(each -> each.entry().event()).toList(),
                    noted.stream()
                            .map(each -> each.entry().noted())
                            .min(Instant::compareTo)
                            .orElseThrow(),
                    noted.stream()
                            .map(each -> each.entry().noted())
                            .max(Instant::compareTo)
                            .orElseThrow())) {
                places.put(event.id(), event.ledgerIndex());
            }
        }
        Map<UUID, List<Entry>> entries = new LinkedHashMap<>();
        for (Noted each : noted) {
            Entry entry = each.entry();
            entries.computeIfAbsent(each.of(), id -> new ArrayList<>())
                    .add(new Entry(
                            entry.event(),
                            entry.act(),
                            entry.kind(),
                            entry.report(),
                            entry.recipient(),
                            entry.note(),
                            entry.at(),
                            entry.noted(),
                            entry.name(),
                            Optional.ofNullable(places.get(entry.event()))));
        }
        return entries;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
