package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import vn.khue.audit.app.seal.Keyring;
import vn.khue.audit.app.seal.SubjectKeys;
import vn.khue.audit.detection.engine.Shard;
import vn.khue.audit.detection.field.Observed;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.SealedEvent;

/** The detector's side of the store: the events in their order, how far it has come, and the lock. For one connection. */
public final class DetectionFeed {

    private static final int BATCH = 4_000;
    private static final int FETCH = 512;

    private final Connection connection;
    private final SubjectKeys keys;
    private final EventsAtHand recent;
    private final StoredDays days;
    private final Shard shard;
    private final DetectionPositions positions;

    /** For the only shard. */
    public DetectionFeed(Connection connection, SubjectKeys keys, EventsAtHand recent) {
        this(connection, keys, recent, Shard.whole());
    }

    /**
     * @param keys for the rules see what the log seals
     * @param recent asked before the database
     * @param shard whose position and lock these are
     */
    public DetectionFeed(Connection connection, SubjectKeys keys, EventsAtHand recent, Shard shard) {
        this.connection = connection;
        this.shard = shard;
        this.positions = new DetectionPositions(connection, shard);
        this.keys = keys;
        this.recent = recent;
        this.days = new StoredDays(connection);
    }

    /**
     * Held until the connection ends, whatever ends it. Not given while nodes that were told another number of shards work.
     *
     * <p>Needs a connection that commits by itself.
     */
    public boolean tryLock() throws SQLException {
        if (!positions.cutAsWanted() || !positions.tryLock(shard.index())) {
            return false;
        }
        // Another node may have cut anew between the two.
        if (positions.shards() == shard.of()) {
            return true;
        }
        unlock();
        return false;
    }

    public void unlock() throws SQLException {
        positions.unlock(shard.index());
    }

    /** Index of the next event to put to the rules. */
    public long position() throws SQLException {
        return positions.next();
    }

    public void moveTo(long nextIndex) throws SQLException {
        positions.moveTo(nextIndex);
    }

    /**
     * The commit under way need not be on the disk when it is answered: what a crash takes of it is found again. Not for one with alerts, whose
     * events the ledger could hold before the disk does.
     */
    public void needNotBeForced() throws SQLException {
        try (Statement relax = connection.createStatement()) {
            relax.execute("set local synchronous_commit = off");
        }
    }

    /** How many events are stored. */
    public long head() throws SQLException {
        return number("select size from ledger_head");
    }

    /**
     * The same once every transaction that is storing has ended; until this one ends none begins to. So what is stored later has a later
     * time of storing than any clock read now.
     */
    public long headAtRest() throws SQLException {
        // Two that share it and then both have alerts to store would wait for each other.
        return number("select size from ledger_head for " + (shard.isWhole() ? "share" : "update"));
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                throw new SQLException("expected a row of " + sql + ", found none; run the migrations");
            }
            return found.getLong(1);
        }
    }

    /**
     * Events in their order.
     *
     * @param next index behind the last of them
     */
    public record Batch(List<Observed> events, long next) {
        public Batch {
            events = List.copyOf(events);
        }
    }

    /**
     * The next events from an index on, at most {@value #BATCH}. A place whose row is gone is passed over: the ledger tells of it. Asked for by
     * places from and to, as there is one row a place: so it is cheap on a day of which PostgreSQL knows nothing yet.
     */
    public Batch after(long index) throws SQLException {
        List<Observed> atHand = recent.observed(index, BATCH);
        return atHand.isEmpty() ? stored(index) : new Batch(atHand, index + atHand.size());
    }

    private Batch stored(long index) throws SQLException {
        List<Observed> events = new ArrayList<>();
        long next = index;
        long head = head();
        while (events.isEmpty() && next < head) {
            Optional<StoredDay> day = days.holdingOrOldest(next);
            if (day.isEmpty()) {
                break;
            }
            long from = Math.max(next, day.get().first());
            long to = Math.min(
                    Math.min(from + BATCH, day.get().next()),
                    recent.nextFrom(from + 1).orElse(Long.MAX_VALUE));
            next = read(day.get(), from, to, events).orElse(Math.min(to, head));
        }
        return new Batch(events, next);
    }

    /** @return the index behind the last that was found */
    private OptionalLong read(StoredDay day, long from, long to, List<Observed> into) throws SQLException {
        OptionalLong behind = OptionalLong.empty();
        try (PreparedStatement select = connection.prepareStatement(
                "select body, stored_at, ledger_index from audit_event where stored_at >= ? and stored_at < ?"
                        + " and ledger_index >= ? and ledger_index < ? order by ledger_index")) {
            bind(select, day);
            select.setLong(3, from);
            select.setLong(4, to);
            try (ResultSet found = select.executeQuery()) {
                List<Line> lines = new ArrayList<>();
                while (found.next()) {
                    lines.add(line(found));
                    behind = OptionalLong.of(found.getLong(3) + 1);
                }
                into.addAll(observed(lines));
            }
        }
        return behind;
    }

    private Optional<StoredDay> behind(StoredDay day) throws SQLException {
        return day.next() == Long.MAX_VALUE ? Optional.empty() : days.holding(day.next());
    }

    private static void bind(PreparedStatement select, StoredDay day) throws SQLException {
        select.setObject(1, day.begin().atOffset(ZoneOffset.UTC));
        select.setObject(2, day.end().atOffset(ZoneOffset.UTC));
    }

    /**
     * Gives again what still has a say, in its order: of each kind the events stored within its horizon before the position. Needs a
     * transaction, so that they come in pieces.
     */
    public void again(long position, Map<EventKind, Duration> horizons, Consumer<Observed> to) throws SQLException {
        Optional<Instant> last = storedFrom(position - 1);
        if (position == 0 || last.isEmpty()) {
            return;
        }
        List<String> kinds = new ArrayList<>();
        List<Long> firsts = new ArrayList<>();
        for (Map.Entry<EventKind, Duration> each : horizons.entrySet()) {
            kinds.add(each.getKey().name());
            firsts.add(firstStoredAt(last.get().minus(each.getValue()), position));
        }
        long first = firsts.stream().mapToLong(Long::longValue).min().orElse(position);
        List<StoredDay> looked = days.all().stream()
                .filter(day -> day.next() > first && day.first() < position)
                .toList();
        if (looked.isEmpty()) {
            return;
        }
        StoredSpans spans = StoredSpans.of(looked);
        try (PreparedStatement select = connection.prepareStatement("select e.body, e.stored_at from audit_event e"
                + " join unnest(?::text[], ?::bigint[]) as need (kind, first)"
                + " on need.kind = e.kind and e.ledger_index >= need.first"
                + " where e.ledger_index >= ? and e.ledger_index < ? and " + spans.condition("e.stored_at")
                + " order by e.ledger_index")) {
            select.setFetchSize(FETCH);
            select.setArray(1, connection.createArrayOf("text", kinds.toArray()));
            select.setArray(2, connection.createArrayOf("bigint", firsts.toArray()));
            select.setLong(3, first);
            select.setLong(4, position);
            spans.bind(select, 5);
            try (ResultSet found = select.executeQuery()) {
                List<Line> lines = new ArrayList<>();
                while (found.next()) {
                    lines.add(line(found));
                    if (lines.size() == FETCH) {
                        observed(lines).forEach(to);
                        lines.clear();
                    }
                }
                observed(lines).forEach(to);
            }
        }
    }

    /**
     * Place of the first event stored at this time or later. Halves the way through the day, as places grow with the time of storing; no index
     * on the time is needed.
     */
    private long firstStoredAt(Instant time, long position) throws SQLException {
        LocalDate wanted = StoredDay.of(time);
        Optional<StoredDay> day =
                days.all().stream().filter(each -> !each.day().isBefore(wanted)).findFirst();
        if (day.isEmpty() || day.get().first() >= position) {
            return position;
        }
        long low = day.get().first();
        long high = Math.min(position, day.get().next());
        while (low < high) {
            long middle = (low + high) >>> 1;
            boolean before = storedFrom(day.get(), middle)
                    .filter(stored -> stored.isBefore(time))
                    .isPresent();
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** When the first event at or after an index was stored; the oldest may have been dropped. */
    private Optional<Instant> storedFrom(long index) throws SQLException {
        Optional<StoredDay> day = days.holdingOrOldest(index);
        Optional<Instant> stored = Optional.empty();
        while (stored.isEmpty() && day.isPresent()) {
            stored = storedFrom(day.get(), index);
            day = behind(day.get());
        }
        return stored;
    }

    private Optional<Instant> storedFrom(StoredDay day, long index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select stored_at from audit_event"
                + " where stored_at >= ? and stored_at < ? and ledger_index >= ? and ledger_index < ?"
                + " order by ledger_index limit 1")) {
            bind(select, day);
            select.setLong(3, index);
            select.setLong(4, index + BATCH);
            try (ResultSet found = select.executeQuery()) {
                return found.next()
                        ? Optional.of(found.getObject(1, OffsetDateTime.class).toInstant())
                        : Optional.empty();
            }
        }
    }

    private record Line(SealedEvent event, Instant storedAt) {}

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                EventJson.readStored(row.getBytes(1)),
                row.getObject(2, OffsetDateTime.class).toInstant());
    }

    private List<Observed> observed(List<Line> lines) throws SQLException {
        Keyring ring =
                keys.forReading(connection, lines.stream().map(Line::event).toList());
        return lines.stream()
                .map(each -> new Observed(ring.open(each.event()).event(), each.storedAt()))
                .toList();
    }
}
