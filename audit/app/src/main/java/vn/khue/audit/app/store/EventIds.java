package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.postgresql.util.PSQLState;

/** The ids of all events that were ever stored, with what tells two events under one id apart. Of one connection, for one thread. */
final class EventIds {

    private static final String COPY = "copy audit_event_id (id, digest, event_time) from stdin (format binary)";
    private static final int COLUMNS = 3;
    private static final int BYTES_OF_ONE = 96;

    private final Connection connection;

    EventIds(Connection connection) {
        this.connection = connection;
    }

    /**
     * One id to be claimed.
     *
     * @param fingerprint by which the same event is known again
     */
    record Claim(IncomingEvent event, byte[] fingerprint) {}

    /**
     * Claims the ids that are new, in one order for all, so that two batches cannot wait for each other crosswise. Nearly every batch is new as
     * a whole: it is copied in, at a third of the cost of asking for each; where one id stands already the copy is taken back and each is asked
     * for.
     *
     * @return ids that stand there already
     */
    Set<UUID> claim(Collection<Claim> claims) throws SQLException {
        TreeMap<UUID, Claim> sorted = new TreeMap<>();
        claims.forEach(claim -> sorted.put(claim.event().event().id(), claim));
        Savepoint before = connection.setSavepoint();
        try {
            copy(sorted);
            connection.releaseSavepoint(before);
            return Set.of();
        } catch (SQLException e) {
            if (!PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return askForEach(sorted);
        }
    }

    private void copy(Map<UUID, Claim> sorted) throws SQLException {
        BinaryCopy rows = new BinaryCopy(sorted.size() * BYTES_OF_ONE);
        sorted.forEach((id, claim) -> {
            rows.row(COLUMNS);
            rows.uuid(id);
            rows.bytes(claim.fingerprint());
            rows.timestamp(claim.event().event().time());
        });
        rows.store(connection, COPY);
    }

    private Set<UUID> askForEach(Map<UUID, Claim> sorted) throws SQLException {
        Set<UUID> known = new HashSet<>();
        try (PreparedStatement insert = connection.prepareStatement("with claimed as (select id, digest,"
                + " 'epoch'::timestamptz + millis * interval '1 millisecond' as event_time"
                + " from unnest(?::uuid[], ?::bytea[], ?::bigint[]) as claimed (id, digest, millis)),"
                + " fresh as (insert into audit_event_id (id, digest, event_time) select id, digest, event_time from claimed"
                + " on conflict (id) do nothing returning id)"
                + " select id from claimed where id not in (select id from fresh)")) {
            insert.setArray(1, connection.createArrayOf("uuid", sorted.keySet().toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea",
                            sorted.values().stream().map(Claim::fingerprint).toArray(byte[][]::new)));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint",
                            sorted.values().stream()
                                    .map(claim -> claim.event().event().time().toEpochMilli())
                                    .toArray()));
            try (ResultSet found = insert.executeQuery()) {
                while (found.next()) {
                    known.add(found.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    /** The fingerprints of those of these ids that stand. */
    Map<UUID, byte[]> fingerprints(Collection<UUID> ids) throws SQLException {
        Map<UUID, byte[]> stored = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select id, digest from audit_event_id where id = any (?::uuid[])")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    stored.put(found.getObject(1, UUID.class), found.getBytes(2));
                }
            }
        }
        return stored;
    }
}
