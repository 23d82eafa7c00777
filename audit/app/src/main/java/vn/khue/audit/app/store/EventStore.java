package vn.khue.audit.app.store;

import java.security.MessageDigest;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/**
 * Stores events once and gives each its place in the ledger. One transaction a batch: ids first (two deliveries of one
 * event wait for each other there), then the places, then the rows. The places are handed out under the lock of
 * {@code ledger_head}, which is held until the commit: so they follow the order of commits and leave no hole, whatever is
 * rolled back or killed. Thread-safe.
 */
public final class EventStore {

    /** This service as a source of events. */
    public static final String SOURCE = "audit";

    private static final int KEPT_OF_REFUSED = 4_096;

    /** A process that freezes while it holds the places must not stop all others for long. */
    private static final String PATIENCE =
            "set local lock_timeout = '5s'; set local idle_in_transaction_session_timeout = '10s'";

    private final DataSource dataSource;
    private final Clock clock;

    public EventStore(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Stores what is new. A refusal is recorded beside, and in the ledger as INPUT_REFUSED.
     *
     * @param incoming events in the order of their sender
     * @param refused lines the intake has refused already
     * @param sender client id of the service that delivered them
     * @throws EventStoreException if nothing could be stored; the sender must try again
     */
    public StoreResult store(List<IncomingEvent> incoming, List<RefusedLine> refused, String sender) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement patience = connection.createStatement()) {
                patience.execute(PATIENCE);
                StoreResult result = storeIn(connection, incoming, refused, sender);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new EventStoreException(
                    "Audit events: expected to store " + incoming.size() + ", found SQL state " + e.getSQLState()
                            + "; check PostgreSQL and its disk",
                    e);
        }
    }

    /** The same in a transaction of the caller. */
    public StoreResult storeIn(
            Connection connection, List<IncomingEvent> incoming, List<RefusedLine> refused, String sender)
            throws SQLException {
        Map<UUID, IncomingEvent> distinct = new LinkedHashMap<>();
        List<IncomingEvent> repeated = new ArrayList<>();
        for (IncomingEvent each : incoming) {
            if (distinct.putIfAbsent(each.event().id(), each) != null) {
                repeated.add(each);
            }
        }
        Set<UUID> unseen = claimIds(connection, distinct);
        List<IncomingEvent> fresh = new ArrayList<>();
        for (IncomingEvent each : distinct.values()) {
            (unseen.contains(each.event().id()) ? fresh : repeated).add(each);
        }
        List<RefusedLine> allRefused = new ArrayList<>(refused);
        int duplicate = separateForgeries(connection, repeated, allRefused);
        int accepted = fresh.size();
        if (!allRefused.isEmpty()) {
            fresh.add(recordRefusals(connection, allRefused, sender));
        }
        insert(connection, fresh, takePlaces(connection, fresh.size()), sender);
        PartsHeard.record(connection, fresh, clock.instant());
        return new StoreResult(accepted, duplicate, allRefused);
    }

    /** Inserts the ids that are new, in one order for all, so that two batches cannot wait for each other crosswise. */
    private static Set<UUID> claimIds(Connection connection, Map<UUID, IncomingEvent> events) throws SQLException {
        TreeMap<UUID, IncomingEvent> sorted = new TreeMap<>(events);
        Set<UUID> unseen = new HashSet<>();
        try (PreparedStatement insert = connection.prepareStatement("insert into audit_event_id (id, digest)"
                + " select * from unnest(?::uuid[], ?::bytea[]) on conflict (id) do nothing returning id")) {
            insert.setArray(1, connection.createArrayOf("uuid", sorted.keySet().toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea",
                            sorted.values().stream().map(IncomingEvent::digest).toArray(byte[][]::new)));
            try (ResultSet inserted = insert.executeQuery()) {
                while (inserted.next()) {
                    unseen.add(inserted.getObject(1, UUID.class));
                }
            }
        }
        return unseen;
    }

    /** Counts true duplicates; an id that is stored with other bytes is refused. */
    private static int separateForgeries(Connection connection, List<IncomingEvent> repeated, List<RefusedLine> refused)
            throws SQLException {
        if (repeated.isEmpty()) {
            return 0;
        }
        Map<UUID, byte[]> stored = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select id, digest from audit_event_id where id = any (?::uuid[])")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid",
                            repeated.stream().map(each -> each.event().id()).toArray()));
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    stored.put(found.getObject(1, UUID.class), found.getBytes(2));
                }
            }
        }
        int duplicate = 0;
        for (IncomingEvent each : repeated) {
            if (MessageDigest.isEqual(each.digest(), stored.get(each.event().id()))) {
                duplicate++;
            } else {
                refused.add(new RefusedLine(
                        java.util.Optional.of(each.event().id()),
                        "expected the bytes stored before under this id, found others",
                        each.line()));
            }
        }
        return duplicate;
    }

    private IncomingEvent recordRefusals(Connection connection, List<RefusedLine> refused, String sender)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into audit_intake_rejected (rejected_at, sender, event_id, reason, digest, beginning) values"
                        + " (?::timestamptz, ?, ?, ?, ?, ?)")) {
            for (RefusedLine line : refused) {
                byte[] bytes = line.line();
                insert.setString(1, clock.instant().toString());
                insert.setString(2, sender);
                insert.setObject(3, line.id().orElse(null));
                insert.setString(4, line.reason());
                insert.setBytes(5, IncomingEvent.sha256(bytes));
                insert.setBytes(6, Arrays.copyOf(bytes, Math.min(bytes.length, KEPT_OF_REFUSED)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        RefusedLine first = refused.get(0);
        IncomingEvent event = IncomingEvent.own(
                AuditEvent.of(EventKind.INPUT_REFUSED, Outcome.FAILURE, Actor.service(sender), SOURCE, clock)
                        .target(TargetKind.ROUTE, "/api/events")
                        .with(DetailKey.REASON, first.reason())
                        .with(DetailKey.EVENT, first.id().map(UUID::toString).orElse(""))
                        .with(DetailKey.ROWS, refused.size())
                        .build());
        claimIds(connection, Map.of(event.event().id(), event));
        return event;
    }

    /** Takes the next n places; other transactions that want some wait until this one ends. */
    private static long takePlaces(Connection connection, int n) throws SQLException {
        if (n == 0) {
            return 0;
        }
        try (PreparedStatement update =
                connection.prepareStatement("update ledger_head set size = size + ? returning size - ?")) {
            update.setInt(1, n);
            update.setInt(2, n);
            try (ResultSet first = update.executeQuery()) {
                if (!first.next()) {
                    throw new SQLException("ledger_head is empty; run the migrations");
                }
                return first.getLong(1);
            }
        }
    }

    private void insert(Connection connection, List<IncomingEvent> events, long firstIndex, String sender)
            throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        EventColumns columns = new EventColumns(events.size());
        for (IncomingEvent each : events) {
            columns.add(each, now);
        }
        try (PreparedStatement insert = connection.prepareStatement(EventColumns.INSERT)) {
            insert.setLong(1, firstIndex);
            insert.setObject(2, now.atOffset(ZoneOffset.UTC));
            insert.setString(3, sender);
            List<Array> arrays = columns.bind(connection, insert, 4);
            insert.executeUpdate();
            for (Array array : arrays) {
                array.free();
            }
        }
    }
}
