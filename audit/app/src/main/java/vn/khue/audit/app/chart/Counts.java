package vn.khue.audit.app.chart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.InSight;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.TargetKind;

/** Counts alerts and events for charts; each look is recorded. Thread-safe. */
final class Counts {

    private static final int MOST_BARS = 20;

    private static final String EVENTS_OVER_TIME =
            "select date_trunc(?, event_time, 'Asia/Ho_Chi_Minh') as slot, count(*)"
                    + " from audit_event where event_time >= ? and event_time < ? and kind <> 'HEARTBEAT' group by slot";

    private static final String EVENTS_BY_UNIT =
            "select unit, count(*) as n, count(*) filter (where outcome = 'FAILURE')"
                    + " from audit_event where event_time >= ? and event_time < ? and unit is not null and kind <> 'HEARTBEAT'"
                    + " group by unit order by n desc, unit limit " + MOST_BARS;

    private static final String EVENTS_BY_ADDRESS =
            "select ip, count(*) as n, count(*) filter (where outcome = 'FAILURE')"
                    + " from audit_event where event_time >= ? and event_time < ? and ip is not null and kind <> 'HEARTBEAT'"
                    + " group by ip order by n desc limit 20000";

    private final RecordedReading reading;

    Counts(RecordedReading reading) {
        this.reading = reading;
    }

    /**
     * What the charts show. A part that took too long, or that the reader may not see, is empty.
     *
     * @param alerts over time, those in sight
     * @param alertUnits alerts by unit, those in sight
     * @param events over time
     * @param eventUnits events by unit
     * @param sources events by network
     */
    record Found(
            TimeChart alerts,
            List<Bar> alertUnits,
            Optional<TimeChart> events,
            Optional<List<Bar>> eventUnits,
            Optional<List<Bar>> sources) {}

    /** @param events whether events are counted too */
    Found over(ChartSpan span, Instant now, boolean events, Looking looking) {
        return reading.in(connection -> {
            Instant from = span.from(now);
            JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            TimeChart alerts = alerts(sql, span, from, now, looking);
            List<Bar> alertUnits = alertUnits(sql, from, looking);
            Optional<TimeChart> overTime = Optional.empty();
            Optional<List<Bar>> byUnit = Optional.empty();
            Optional<List<Bar>> bySource = Optional.empty();
            if (events) {
                overTime = Patience.within(connection, () -> eventsOverTime(connection, span, from, now));
                byUnit = Patience.within(connection, () -> Bar.of(counts(connection, EVENTS_BY_UNIT, from, now)));
                bySource = Patience.within(
                        connection, () -> Bar.of(networks(counts(connection, EVENTS_BY_ADDRESS, from, now))));
            }
            reading.record(
                    connection,
                    looking.reader(),
                    trace -> trace.target(TargetKind.LOG, "overview")
                            .with(DetailKey.FROM, from.toString())
                            .with(DetailKey.TO, now.toString()));
            return new Found(alerts, alertUnits, overTime, byUnit, bySource);
        });
    }

    private static TimeChart alerts(JdbcClient sql, ChartSpan span, Instant from, Instant now, Looking looking) {
        Map<Instant, Long> counts = new TreeMap<>();
        sql.sql(
                        "select date_trunc(:step, a.completed_at, 'Asia/Ho_Chi_Minh') as slot, count(*) as n from detection_alert a"
                                + " where a.completed_at >= :from and " + InSight.ALERT + " group by slot")
                .params(InSight.bound(looking.sight()))
                .param("step", span.step().word())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    counts.put(row.getObject("slot", OffsetDateTime.class).toInstant(), row.getLong("n"));
                });
        return TimeChart.of(span.step(), from, now, counts);
    }

    private static List<Bar> alertUnits(JdbcClient sql, Instant from, Looking looking) {
        return Bar.of(
                sql.sql("select u.unit, count(*) as n from detection_alert a cross join unnest(a.units) as u (unit)"
                                + " where a.completed_at >= :from and u.unit <> '' and " + InSight.ALERT
                                + " group by u.unit order by n desc, u.unit limit " + MOST_BARS)
                        .params(InSight.bound(looking.sight()))
                        .param("from", from.atOffset(ZoneOffset.UTC))
                        .query((row, n) -> new Bar.Count(row.getString("unit"), row.getLong("n"), 0))
                        .list());
    }

    private static TimeChart eventsOverTime(Connection connection, ChartSpan span, Instant from, Instant now)
            throws SQLException {
        Map<Instant, Long> counts = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(EVENTS_OVER_TIME)) {
            select.setString(1, span.step().word());
            select.setObject(2, from.atOffset(ZoneOffset.UTC));
            select.setObject(3, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2));
                }
            }
        }
        return TimeChart.of(span.step(), from, now, counts);
    }

    private static List<Bar.Count> counts(Connection connection, String sql, Instant from, Instant now)
            throws SQLException {
        List<Bar.Count> counts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, from.atOffset(ZoneOffset.UTC));
            select.setObject(2, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.add(new Bar.Count(row.getString(1), row.getLong(2), row.getLong(3)));
                }
            }
        }
        return counts;
    }

    private static List<Bar.Count> networks(List<Bar.Count> addresses) {
        Map<String, Bar.Count> networks = new TreeMap<>();
        for (Bar.Count each : addresses) {
            NetworkRange.of(each.name())
                    .ifPresent(range -> networks.merge(
                            range,
                            new Bar.Count(range, each.value(), each.failures()),
                            (one, other) -> new Bar.Count(
                                    range, one.value() + other.value(), one.failures() + other.failures())));
        }
        return networks.values().stream()
                .sorted(Comparator.comparingLong(Bar.Count::value).reversed().thenComparing(Bar.Count::name))
                .limit(MOST_BARS)
                .toList();
    }
}
