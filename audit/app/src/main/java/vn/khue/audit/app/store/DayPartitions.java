package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The partitions of the log, one a day: made, measured and dropped, each in a transaction of the caller. For one connection. */
public final class DayPartitions {

    /** Names this work among PostgreSQL's advisory locks: "khue" and 3. */
    private static final long LOCK = 0x6B687565_0000_0003L;

    private static final String PREFIX = "audit_event_d";
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

    /** Making and dropping stops those who store; it would rather try again later than keep them waiting. */
    private static final String PATIENCE = "set local lock_timeout = '2s'";

    private final Connection connection;

    public DayPartitions(Connection connection) {
        this.connection = connection;
    }

    /** Held until the transaction ends; any node may do the work, one at a time. */
    public boolean tryLock() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            try (ResultSet held = lock.executeQuery()) {
                return held.next() && held.getBoolean(1);
            }
        }
    }

    /** A day's partition. */
    public record Partition(LocalDate day, long bytes) {}

    /** All that there are, oldest first, with what they take on disk with their indexes. */
    public List<Partition> all() throws SQLException {
        List<Partition> partitions = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select c.relname, pg_total_relation_size(c.oid) from pg_inherits i"
                        + " join pg_class c on c.oid = i.inhrelid where i.inhparent = 'audit_event'::regclass"
                        + " and c.relname ~ '^audit_event_d[0-9]{8}$' order by c.relname")) {
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    partitions.add(new Partition(
                            LocalDate.parse(row.getString(1).substring(PREFIX.length()), SUFFIX), row.getLong(2)));
                }
            }
        }
        return partitions;
    }

    /** Days that have events but no partition: they began while nobody made days ahead. */
    public List<LocalDate> homeless() throws SQLException {
        List<LocalDate> days = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select day from audit_event_day"
                        + " where to_regclass('" + PREFIX + "' || to_char(day, 'YYYYMMDD')) is null order by day");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                days.add(row.getObject(1, LocalDate.class));
            }
        }
        return days;
    }

    /**
     * Makes the partition of this day, if there is none, and moves into it what was stored before.
     *
     * @return whether it was made now
     */
    public boolean make(LocalDate day) throws SQLException {
        patience();
        try (PreparedStatement make = connection.prepareStatement("select audit_event_make_day(?)")) {
            make.setObject(1, day);
            try (ResultSet made = make.executeQuery()) {
                return made.next() && made.getBoolean(1);
            }
        }
    }

    /**
     * Lets PostgreSQL vacuum the days that are over, which it leaves alone while they grow.
     *
     * @return how many days that were
     */
    public int over(LocalDate today) throws SQLException {
        patience();
        try (PreparedStatement over = connection.prepareStatement("select audit_event_days_over(?)")) {
            over.setObject(1, today);
            try (ResultSet days = over.executeQuery()) {
                return days.next() ? days.getInt(1) : 0;
            }
        }
    }

    /** The day as it is stored; empty if it never had an event. */
    public Optional<StoredDay> stored(LocalDate day) throws SQLException {
        return new StoredDays(connection)
                .all().stream().filter(each -> each.day().equals(day)).findFirst();
    }

    /**
     * Whether nobody needs the day any more: a checkpoint was published over all of it and more, and detection has passed it. The entry under
     * the newest checkpoint must stay, for by it the ledger knows its database.
     */
    public boolean settled(StoredDay day) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select coalesce((select max(size) from ledger_checkpoint), 0) > ?, (select min(next_index) from detection_position) >= ?")) {
            select.setLong(1, day.next());
            select.setLong(2, day.next());
            try (ResultSet found = select.executeQuery()) {
                return found.next() && found.getBoolean(1) && found.getBoolean(2);
            }
        }
    }

    /**
     * Drops the partition of this day with all that is in it. Takes the table before anything else is taken: call it before the event that
     * tells of it is stored.
     */
    public void drop(LocalDate day) throws SQLException {
        patience();
        try (Statement drop = connection.createStatement()) {
            drop.execute("drop table " + PREFIX + SUFFIX.format(day));
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from audit_event_day where day = ?")) {
            delete.setObject(1, day);
            delete.executeUpdate();
        }
    }

    private void patience() throws SQLException {
        try (Statement patience = connection.createStatement()) {
            patience.execute(PATIENCE);
        }
    }
}
