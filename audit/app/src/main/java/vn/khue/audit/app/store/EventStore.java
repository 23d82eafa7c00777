package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khue.audit.app.seal.Keyring;
import vn.khue.audit.app.seal.Opened;
import vn.khue.audit.app.seal.SealException;
import vn.khue.audit.app.seal.Sealing;
import vn.khue.audit.app.seal.SubjectKeys;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.SealedEvent;
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

    private static final String INTAKE = "/api/events";
    private static final int KEPT_OF_REFUSED = 4_096;

    /** A process that freezes while it holds the places must not stop all others for long. */
    private static final String PATIENCE =
            "set local lock_timeout = '5s'; set local idle_in_transaction_session_timeout = '10s'";

    private final DataSource dataSource;
    private final SubjectKeys keys;
    private final Clock clock;
    private final EventsAtHand recent = new EventsAtHand();

    /** @param keys under which personal fields are sealed before an event becomes bytes of the ledger */
    public EventStore(DataSource dataSource, SubjectKeys keys, Clock clock) {
        this.dataSource = dataSource;
        this.keys = keys;
        this.clock = clock;
    }

    /** What {@link #store} of this object committed last; what others stored, and {@link #storeIn}, is not there. */
    public EventsAtHand recent() {
        return recent;
    }

    /** Keys of persons, for who reads what is stored. */
    SubjectKeys keys() {
        return keys;
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
        return store(incoming, refused, sender, INTAKE);
    }

    /**
     * The same for what came by another door.
     *
     * @param door which one, for who reads of a refusal
     * @throws EventStoreException if nothing could be stored; it must be tried again
     */
    public StoreResult store(List<IncomingEvent> incoming, List<RefusedLine> refused, String sender, String door) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement patience = connection.createStatement()) {
                patience.execute(PATIENCE);
                Stored stored = storeAll(connection, incoming, refused, sender, door);
                connection.commit();
                recent.committed(
                        stored.place().first(),
                        stored.place().storedAt(),
                        stored.place().entries(),
                        stored.erasures());
                return stored.result();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SealException e) {
            throw new EventStoreException(e.getMessage(), e);
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
        return storeAll(connection, incoming, refused, sender, INTAKE).result();
    }

    private record Stored(StoreResult result, Place place, long erasures) {}

    private Stored storeAll(
            Connection connection, List<IncomingEvent> incoming, List<RefusedLine> refused, String sender, String door)
            throws SQLException {
        Map<UUID, IncomingEvent> distinct = new LinkedHashMap<>();
        List<IncomingEvent> repeated = new ArrayList<>();
        for (IncomingEvent each : incoming) {
            if (distinct.putIfAbsent(each.event().id(), each) != null) {
                repeated.add(each);
            }
        }
        Keyring ring = keys.forStoring(
                connection, distinct.values().stream().map(IncomingEvent::event).toList());
        Set<UUID> known = claimIds(connection, distinct.values(), ring);
        List<IncomingEvent> fresh = new ArrayList<>();
        for (IncomingEvent each : distinct.values()) {
            (known.contains(each.event().id()) ? repeated : fresh).add(each);
        }
        List<RefusedLine> allRefused = new ArrayList<>(refused);
        int duplicate = separateForgeries(connection, repeated, allRefused, ring);
        int accepted = fresh.size();
        if (!allRefused.isEmpty()) {
            fresh.add(recordRefusals(connection, allRefused, sender, door, ring));
        }
        Place place = new Place(0, Instant.EPOCH, List.of());
        if (!fresh.isEmpty()) {
            place = insert(connection, fresh, sender, ring);
            PartsHeard.record(connection, fresh, clock.instant());
        }
        return new Stored(new StoreResult(accepted, duplicate, allRefused), place, ring.erasures());
    }

    /** Lines of the log as their sources wrote them, as far as what is sealed in them can be opened. */
    public List<byte[]> opened(Connection connection, List<byte[]> lines) throws SQLException {
        List<SealedEvent> events = lines.stream().map(EventJson::readStored).toList();
        Keyring ring = keys.forReading(connection, events);
        List<byte[]> opened = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Opened each = ring.open(events.get(i));
            opened.add(each.sealing() == Sealing.OPENED ? EventJson.write(each.event()) : lines.get(i));
        }
        return opened;
    }

    /** What opens each of these lines of the log alone; those that are in the clear or were erased are left out. By their place in the list. */
    public Map<Integer, byte[]> eventKeys(Connection connection, List<byte[]> lines) throws SQLException {
        List<SealedEvent> events = lines.stream().map(EventJson::readStored).toList();
        Keyring ring = keys.forReading(connection, events);
        Map<Integer, byte[]> found = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            int place = i;
            ring.eventKey(events.get(i)).ifPresent(key -> found.put(place, key));
        }
        return found;
    }

    /** @return ids that stand there already */
    private static Set<UUID> claimIds(Connection connection, Collection<IncomingEvent> events, Keyring ring)
            throws SQLException {
        return new EventIds(connection)
                .claim(events.stream()
                        .map(each -> new EventIds.Claim(each, ring.fingerprint(each.event(), each.digest())))
                        .toList());
    }

    /**
     * Counts true duplicates; an id that is stored with other bytes is refused. Where who acted was erased since, the bytes can no longer be
     * compared: then it is a duplicate, for its place is taken either way.
     */
    private int separateForgeries(
            Connection connection, List<IncomingEvent> repeated, List<RefusedLine> refused, Keyring ring)
            throws SQLException {
        if (repeated.isEmpty()) {
            return 0;
        }
        Map<UUID, byte[]> stored = new EventIds(connection)
                .fingerprints(repeated.stream().map(each -> each.event().id()).toList());
        int duplicate = 0;
        for (IncomingEvent each : repeated) {
            if (keys.mayBeSame(
                    connection,
                    ring.fingerprint(each.event(), each.digest()),
                    stored.get(each.event().id()))) {
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

    private IncomingEvent recordRefusals(
            Connection connection, List<RefusedLine> refused, String sender, String door, Keyring ring)
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
                        .target(TargetKind.ROUTE, door)
                        .with(DetailKey.REASON, first.reason())
                        .with(DetailKey.EVENT, first.id().map(UUID::toString).orElse(""))
                        .with(DetailKey.ROWS, refused.size())
                        .build());
        claimIds(connection, List.of(event), ring);
        return event;
    }

    /**
     * Takes the next places and fills them. The rows are written out before the lock is asked for; what others wait for is the storing alone.
     * The time of storing does not go back, though the clock of another node may be behind: so a day is one range of places.
     */
    private Place insert(Connection connection, List<IncomingEvent> events, String sender, Keyring ring)
            throws SQLException {
        EventRows rows = new EventRows(events.size(), sender, clock.instant());
        List<EventsAtHand.Entry> entries = new ArrayList<>(events.size());
        for (IncomingEvent each : events) {
            Keyring.Stored stored = ring.seal(each.event(), each.line());
            rows.add(stored.searched(), stored.line());
            entries.add(new EventsAtHand.Entry(stored.line(), stored.searched()));
        }
        Head head = lockHead(connection);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant storedAt = now.isBefore(head.storedAt()) ? head.storedAt() : now;
        try (PreparedStatement update =
                connection.prepareStatement("update ledger_head set size = size + ?, stored_at = ?")) {
            update.setInt(1, rows.size());
            update.setObject(2, storedAt.atOffset(ZoneOffset.UTC));
            update.executeUpdate();
        }
        rows.store(connection, head.size(), storedAt);
        LocalDate day = StoredDay.of(storedAt);
        new StoredDays(connection)
                .note(
                        day,
                        head.size(),
                        head.size() == 0 || day.isAfter(StoredDay.of(head.storedAt())),
                        rows.earliest(),
                        rows.latest());
        return new Place(head.size(), storedAt, entries);
    }

    /** What was stored from which place on, and when. */
    private record Place(long first, Instant storedAt, List<EventsAtHand.Entry> entries) {}

    private record Head(long size, Instant storedAt) {}

    /**
     * The end of the log; other transactions that want to store wait until this one ends. Whoever drops a day holds the table first and then
     * the head, so this does too; readers hold the table already when they record their reading.
     */
    private static Head lockHead(Connection connection) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute(
                    "lock table only audit_event in row exclusive mode; select size, stored_at from ledger_head for update");
            lock.getMoreResults();
            try (ResultSet head = lock.getResultSet()) {
                if (!head.next()) {
                    throw new SQLException("ledger_head is empty; run the migrations");
                }
                return new Head(
                        head.getLong(1), head.getObject(2, OffsetDateTime.class).toInstant());
            }
        }
    }
}
