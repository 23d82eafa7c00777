package vn.khue.audit.app.wazuh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.audit.wazuh.item.HostAlert;

/**
 * Makes events of Wazuh's alerts and stores them like every other event, each once: its id follows from Wazuh's, so it is one whether it
 * is read in the indexer, sent by Wazuh, or both. Thread-safe.
 */
final class HostAlertIntake {

    static final String SENDER = "wazuh";
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private final DataSource dataSource;
    private final EventStore events;
    private final Runnable stored;
    private final Clock clock;

    /** @param stored told after each commit that brought something new */
    HostAlertIntake(DataSource dataSource, EventStore events, Runnable stored, Clock clock) {
        this.dataSource = dataSource;
        this.events = events;
        this.stored = stored;
        this.clock = clock;
    }

    /** What else belongs into the transaction of a batch. */
    @FunctionalInterface
    interface With {
        void act(Connection connection) throws SQLException;
    }

    /** @return how many were new */
    int take(List<HostAlert> alerts, With with) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int fresh = store(connection, alerts);
                with.act(connection);
                connection.commit();
                if (fresh > 0) {
                    stored.run();
                }
                return fresh;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private int store(Connection connection, List<HostAlert> alerts) throws SQLException {
        Map<UUID, HostAlert> byId = new LinkedHashMap<>();
        alerts.stream().filter(alert -> !alert.isOurOwn()).forEach(alert -> byId.putIfAbsent(id(alert), alert));
        byId.keySet().removeAll(known(connection, byId.keySet()));
        if (byId.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        List<IncomingEvent> incoming = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into wazuh_host_alert (event, raised_at, rule, level, description, path, agent, host, taken_at, event_time)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (event) do nothing")) {
            for (Map.Entry<UUID, HostAlert> each : byId.entrySet()) {
                HostAlert alert = each.getValue();
                AuditEvent event = event(each.getKey(), alert, now);
                incoming.add(IncomingEvent.own(event));
                insert.setObject(1, each.getKey());
                insert.setObject(2, alert.time().atOffset(ZoneOffset.UTC));
                insert.setString(3, alert.rule());
                insert.setInt(4, alert.level());
                insert.setString(5, alert.description());
                insert.setString(6, alert.path().orElse(""));
                insert.setString(7, cut(alert.agent(), 64));
                insert.setString(8, alert.host());
                insert.setObject(9, now.atOffset(ZoneOffset.UTC));
                insert.setObject(10, event.time().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return events.storeIn(connection, incoming, List.of(), SENDER).accepted();
    }

    private static Set<UUID> known(Connection connection, Set<UUID> ids) throws SQLException {
        Set<UUID> known = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("select id from audit_event_id where id = any (?::uuid[])")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(row.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    private static AuditEvent event(UUID id, HostAlert alert, Instant now) {
        // A computer whose clock runs years ahead must not make an alert that cannot be stored.
        Instant time = alert.time().isAfter(now.plusSeconds(86_400)) ? now : alert.time();
        AuditEvent built = AuditEvent.of(
                        EventKind.HOST_ALERT,
                        Outcome.SUCCESS,
                        Actor.service(SENDER),
                        EventStore.SOURCE,
                        Clock.fixed(time.isBefore(EARLIEST) ? now : time, ZoneOffset.UTC))
                .target(TargetKind.HOST, alert.agent())
                .with(DetailKey.RULE, alert.rule())
                .with(DetailKey.LEVEL, level(alert.level()))
                .with(DetailKey.HOST, alert.host())
                .build();
        return new AuditEvent(
                id,
                built.time(),
                built.kind(),
                built.outcome(),
                built.actor(),
                built.target(),
                built.unit(),
                built.source(),
                built.details());
    }

    /** As Wazuh itself puts its numbers into words. */
    static String level(int number) {
        return number >= 14
                ? "critical"
                : number >= 10 ? "high" : number >= 7 ? "medium" : number >= 4 ? "low" : "informational";
    }

    static UUID id(HostAlert alert) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest(("wazuh\n" + alert.id()).getBytes(StandardCharsets.UTF_8)));
            // RFC 9562 clause 5.8.
            return new UUID(
                    bytes.getLong() & ~0xF000L | 0x8000L, bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | Long.MIN_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, not found; repair the installation", e);
        }
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
