package vn.khue.audit.app.dossier;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.khue.audit.app.casefile.CaseRow;
import vn.khue.audit.app.casefile.CaseShelf;
import vn.khue.audit.app.chart.Patience;
import vn.khue.audit.app.chart.TimeChart;
import vn.khue.audit.app.dossier.Dossier.Beside;
import vn.khue.audit.app.dossier.Dossier.Log;
import vn.khue.audit.app.dossier.Dossier.Seen;
import vn.khue.audit.app.entity.EntityKind;
import vn.khue.audit.app.entity.EntityRef;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.AlertQueue;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.AlertQueue.Triaged;
import vn.khue.audit.app.triage.InSight;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.TargetKind;

/** Reads what is known of something, over the last {@value #DAYS} days of the log; each look is recorded. Thread-safe. */
final class Dossiers {

    static final int DAYS = 30;

    private static final int EVENTS = 50;
    private static final int ALERTS = 50;
    private static final int BESIDE = 10;

    private static final String ALERTS_ABOUT = "select a.id from detection_alert a where " + InSight.ALERT
            + " and (cast(:id as text) = any (a.group_values) or (:school and cast(:id as text) = any (a.units))"
            + " or a.events && cast(:events as uuid[])) order by a.completed_at desc, a.id desc limit " + ALERTS;

    private final RecordedReading reading;
    private final Clock clock;

    Dossiers(RecordedReading reading, Clock clock) {
        this.reading = reading;
        this.clock = clock;
    }

    /** @param readsLog whether the log is read too, or only alerts in sight and their cases */
    Dossier about(EntityRef about, boolean readsLog, Looking looking) {
        return reading.in(connection -> {
            Instant now = clock.instant();
            Instant from = now.minus(Duration.ofDays(DAYS));
            List<UUID> ids = new ArrayList<>();
            Optional<Log> log = readsLog
                    ? Patience.within(connection, () -> log(connection, about, from, now, ids))
                    : Optional.empty();
            List<Triaged> alerts = alerts(connection, about, ids, looking);
            List<CaseRow> cases = alerts.isEmpty()
                    ? List.of()
                    : CaseShelf.with(
                            connection,
                            alerts.stream().map(each -> each.alert().id()).toList(),
                            looking);
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(
                                    target(about.kind()),
                                    // The ledger keeps what it is told for ever: no addresses beside who looked.
                                    about.kind() == EntityKind.IP ? "entity" : about.id())
                            .with(DetailKey.FILTER, "entity=" + about.kind().word())
                            .with(
                                    DetailKey.ROWS,
                                    alerts.size()
                                            + log.map(each -> each.newest().size())
                                                    .orElse(0)));
            return new Dossier(about, alerts, cases, log);
        });
    }

    private static TargetKind target(EntityKind kind) {
        return switch (kind) {
            case PERSON -> TargetKind.PERSON;
            case KEY -> TargetKind.CERTIFICATE;
            case CARD -> TargetKind.CARD;
            case SCHOOL -> TargetKind.UNIT;
            case IP -> TargetKind.LOG;
        };
    }

    private static List<Triaged> alerts(Connection connection, EntityRef about, List<UUID> events, Looking looking) {
        List<UUID> ids = JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql(ALERTS_ABOUT)
                .params(InSight.bound(looking.sight()))
                .param("id", about.id())
                .param("school", about.kind() == EntityKind.SCHOOL)
                .param("events", events.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
        return AlertQueue.all(connection, ids, looking).stream()
                .sorted(Comparator.comparing((Triaged each) -> each.alert().to())
                        .reversed())
                .toList();
    }

    /** @param ids gets those of the newest events */
    private static Log log(Connection connection, EntityRef about, Instant from, Instant now, List<UUID> ids)
            throws SQLException {
        List<Seen> newest = new ArrayList<>();
        String columns = "ledger_index, id, event_time, kind, outcome, ip, unit";
        String sql = columns(about.kind()).stream()
                        .map(column -> "(select " + columns + " from audit_event where " + column
                                + " = ? and event_time >= ? and kind <> 'HEARTBEAT'"
                                + " order by event_time desc, ledger_index desc limit " + EVENTS + ")")
                        .collect(Collectors.joining(" union ", "select * from (", ") as found"))
                + " order by event_time desc, ledger_index desc limit " + EVENTS;
        try (PreparedStatement select = bound(connection.prepareStatement(sql), about, from);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ids.add(row.getObject("id", UUID.class));
                newest.add(new Seen(
                        row.getLong("ledger_index"),
                        row.getObject("event_time", OffsetDateTime.class).toInstant(),
                        row.getString("kind"),
                        row.getString("outcome").equals("SUCCESS"),
                        Optional.ofNullable(row.getString("ip")),
                        Optional.ofNullable(row.getString("unit"))));
            }
        }
        return new Log(chart(connection, about, from, now), newest, beside(connection, about, from));
    }

    private static TimeChart chart(Connection connection, EntityRef about, Instant from, Instant now)
            throws SQLException {
        Map<Instant, Long> counts = new TreeMap<>();
        String sql = columns(about.kind()).stream()
                .map(column -> "select event_time, ledger_index from audit_event where " + column
                        + " = ? and event_time >= ? and kind <> 'HEARTBEAT'")
                .collect(Collectors.joining(
                        " union ",
                        "select date_trunc('day', event_time, 'Asia/Ho_Chi_Minh') as slot, count(*) from (",
                        ") as found group by slot"));
        try (PreparedStatement select = bound(connection.prepareStatement(sql), about, from);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                counts.put(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2));
            }
        }
        return TimeChart.of(TimeChart.Step.DAY, from, now, counts);
    }

    private static List<Beside> beside(Connection connection, EntityRef about, Instant from) throws SQLException {
        EntityKind other = about.kind() == EntityKind.PERSON ? EntityKind.IP : EntityKind.PERSON;
        String wanted = other == EntityKind.IP ? "ip" : "actor";
        String sql = "select " + wanted + ", count(*) as n from audit_event where "
                + columns(about.kind()).get(0) + " = ? and event_time >= ? and " + wanted + " is not null"
                + (other == EntityKind.PERSON ? " and actor_kind = 'PERSON'" : "")
                + " and kind <> 'HEARTBEAT' group by " + wanted + " order by n desc, " + wanted + " limit " + BESIDE;
        List<Beside> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, about.id());
            select.setObject(2, from.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long events = row.getLong(2);
                    EntityRef.parse(other.word(), row.getString(1))
                            .ifPresent(ref -> found.add(new Beside(ref, events)));
                }
            }
        }
        return found;
    }

    /** Where it stands in an event. */
    private static List<String> columns(EntityKind kind) {
        return switch (kind) {
            case PERSON -> List.of("actor", "target");
            case IP -> List.of("ip");
            case KEY, CARD -> List.of("target");
            case SCHOOL -> List.of("unit");
        };
    }

    private static PreparedStatement bound(PreparedStatement select, EntityRef about, Instant from)
            throws SQLException {
        int columns = columns(about.kind()).size();
        for (int i = 0; i < columns; i++) {
            select.setString(2 * i + 1, about.id());
            select.setObject(2 * i + 2, from.atOffset(ZoneOffset.UTC));
        }
        return select;
    }
}
