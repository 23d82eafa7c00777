package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;

/**
 * When each part of Khuê was last heard. By the time of storing: the clock of a part that went wrong must not make it look alive.
 * Thread-safe.
 */
public final class PartsHeard {

    private static final String UPSERT = "insert into part_heard (source, heard_at, period_seconds) values (?, ?, ?)"
            + " on conflict (source) do update set heard_at = greatest(part_heard.heard_at, excluded.heard_at),"
            + " period_seconds = excluded.period_seconds";

    private final DataSource dataSource;

    public PartsHeard(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A part as heard.
     *
     * @param source its name in events
     * @param at when its last heartbeat was stored
     * @param period that it promised to keep
     */
    public record Part(String source, Instant at, Duration period) {}

    /** Every part that was ever heard, by name. */
    public List<Part> all() {
        List<Part> parts = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select source, heard_at, period_seconds from part_heard order by source");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                parts.add(new Part(
                        found.getString(1),
                        found.getObject(2, OffsetDateTime.class).toInstant(),
                        Duration.ofSeconds(found.getLong(3))));
            }
        } catch (SQLException e) {
            throw new EventStoreException(
                    "Parts heard: expected to read them, found SQL state " + e.getSQLState() + "; check PostgreSQL", e);
        }
        return parts;
    }

    /** Notes the heartbeats among events that are being stored, in their transaction. */
    static void record(Connection connection, List<IncomingEvent> events, Instant now) throws SQLException {
        Map<String, Long> periods = new TreeMap<>();
        for (IncomingEvent each : events) {
            if (each.event().kind() == EventKind.HEARTBEAT) {
                String seconds = each.event().details().getOrDefault(DetailKey.PERIOD_SECONDS.key(), "");
                periods.put(each.event().source(), seconds.matches("[1-9][0-9]{0,3}") ? Long.parseLong(seconds) : 60);
            }
        }
        if (periods.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (Map.Entry<String, Long> each : periods.entrySet()) {
                upsert.setString(1, each.getKey());
                upsert.setObject(2, now.atOffset(ZoneOffset.UTC));
                upsert.setLong(3, each.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
