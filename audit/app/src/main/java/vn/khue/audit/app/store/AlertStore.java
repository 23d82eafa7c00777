package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.khue.audit.detection.engine.Alert;
import vn.khue.audit.detection.engine.Shard;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;

/** Keeps alerts, each once, and tells the ledger of each in the same transaction. Thread-safe. */
public final class AlertStore {

    private static final String INSERT =
            "insert into detection_alert (id, rule_id, rule, level, techniques, group_fields, group_values, first_at,"
                    + " completed_at, events, counted, why, why_values, raised_at, units)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing";

    private static final String KHUE_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final EventStore events;
    private final Clock clock;

    public AlertStore(EventStore events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** The events in which alerts are looked for, as this shard follows them. */
    public DetectionFeed feed(Connection connection, Shard shard) {
        return new DetectionFeed(connection, events.keys(), events.recent(), shard);
    }

    /**
     * Keeps those that are new, in a transaction of the caller.
     *
     * @return how many were new
     */
    public int save(Connection connection, List<Alert> alerts) throws SQLException {
        List<IncomingEvent> told = new ArrayList<>();
        Instant now = clock.instant();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Alert alert : alerts) {
                bind(connection, insert, alert, now);
                if (insert.executeUpdate() == 1) {
                    told.add(IncomingEvent.own(event(alert)));
                }
            }
        }
        if (!told.isEmpty()) {
            events.storeIn(connection, told, List.of(), EventStore.SOURCE);
        }
        return told.size();
    }

    private static void bind(Connection connection, PreparedStatement insert, Alert alert, Instant now)
            throws SQLException {
        insert.setObject(1, alert.id());
        insert.setObject(2, alert.ruleId());
        insert.setString(3, alert.rule());
        insert.setString(4, alert.level().name());
        insert.setArray(5, connection.createArrayOf("text", alert.techniques().toArray()));
        insert.setArray(
                6, connection.createArrayOf("text", alert.group().keySet().toArray()));
        insert.setArray(
                7, connection.createArrayOf("text", alert.group().values().toArray()));
        insert.setObject(8, alert.from().atOffset(ZoneOffset.UTC));
        insert.setObject(9, alert.to().atOffset(ZoneOffset.UTC));
        insert.setArray(10, connection.createArrayOf("uuid", alert.events().toArray()));
        insert.setLong(11, alert.count());
        insert.setString(12, alert.why().key());
        insert.setArray(
                13, connection.createArrayOf("text", alert.why().values().toArray()));
        insert.setObject(14, now.atOffset(ZoneOffset.UTC));
        insert.setArray(15, connection.createArrayOf("text", units(connection, alert)));
    }

    /** In whose names its events were; an empty text for those in nobody's, so that an alert is never taken for one unit's alone. */
    private static String[] units(Connection connection, Alert alert) throws SQLException {
        return CountedEvents.find(connection, alert.events(), alert.from(), alert.to()).stream()
                .map(event -> event.unit().orElse(""))
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    /** The same alert gives the same bytes; addresses stay in the table, for the ledger keeps what it is told for ever. */
    private static AuditEvent event(Alert alert) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put(DetailKey.RULE.key(), alert.rule());
        details.put(DetailKey.LEVEL.key(), alert.level().word());
        details.put(DetailKey.ROWS.key(), Long.toString(alert.count()));
        details.put(DetailKey.FROM.key(), alert.from().toString());
        details.put(DetailKey.TO.key(), alert.to().toString());
        details.put(DetailKey.EVENT.key(), alert.completedBy().toString());
        alert.group().values().stream()
                .filter(value -> value.matches(KHUE_ID))
                .findFirst()
                .ifPresent(person -> details.put(DetailKey.PERSON.key(), person));
        return new AuditEvent(
                alert.id(),
                alert.to(),
                EventKind.ALERT_RAISED,
                Outcome.SUCCESS,
                Actor.service("khue-audit"),
                Optional.empty(),
                Optional.empty(),
                EventStore.SOURCE,
                details);
    }
}
