package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says on which days something is to be looked for, so that a statement names its days and PostgreSQL plans and locks those alone: over a
 * year that is one partition in place of 380, with ten indexes each. For one connection.
 */
public final class StoredDays {

    private static final String COLUMNS =
            "select day, first_index, lead(first_index) over (order by first_index) as next_index,"
                    + " earliest, latest from audit_event_day";

    private final Connection connection;

    public StoredDays(Connection connection) {
        this.connection = connection;
    }

    /** The day on which the event with this place was stored, if it was not dropped; for a place not yet taken the newest day. */
    public Optional<StoredDay> holding(long index) throws SQLException {
        return one(
                "select * from (" + COLUMNS + ") as days where first_index <= ? order by first_index desc limit 1",
                index);
    }

    /** The same; where its day was dropped, the oldest that is left. */
    Optional<StoredDay> holdingOrOldest(long index) throws SQLException {
        Optional<StoredDay> day = holding(index);
        return day.isPresent()
                ? day
                : one(
                        "select * from (" + COLUMNS + ") as days where first_index >= ? order by first_index limit 1",
                        index);
    }

    private Optional<StoredDay> one(String sql, long index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, index);
            return read(select).stream().findFirst();
        }
    }

    /** All, oldest first. */
    public List<StoredDay> all() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + " order by first_index")) {
            return read(select);
        }
    }

    /** Those that may have events whose own time lies between these two, both inclusive; the one with the latest events first. */
    List<StoredDay> meeting(Instant from, Instant to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from (" + COLUMNS
                + ") as days where latest >= ? and earliest <= ? order by latest desc, first_index desc")) {
            select.setObject(1, from.atOffset(ZoneOffset.UTC));
            select.setObject(2, to.atOffset(ZoneOffset.UTC));
            return read(select);
        }
    }

    private static List<StoredDay> read(PreparedStatement select) throws SQLException {
        List<StoredDay> days = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                LocalDate day = row.getObject(1, LocalDate.class);
                long first = row.getLong(2);
                long next = row.getLong(3);
                days.add(new StoredDay(
                        day,
                        first,
                        row.wasNull() ? Long.MAX_VALUE : next,
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getObject(5, OffsetDateTime.class).toInstant()));
            }
        }
        return days;
    }

    /**
     * Notes that events were stored: the day's first place with the first of them, and how far their own times reach. In the transaction
     * that stores them, under the lock of the head.
     *
     * @param first place of the first of them
     * @param begun whether they are the first of their day
     */
    void note(LocalDate day, long first, boolean begun, Instant earliest, Instant latest) throws SQLException {
        Instant begin = StoredDay.begin(day);
        Instant end = StoredDay.begin(day.plusDays(1));
        if (begun) {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into audit_event_day (day, first_index, earliest, latest)"
                            + " values (?, ?, ?, ?) on conflict (day) do nothing")) {
                insert.setObject(1, day);
                insert.setLong(2, first);
                insert.setObject(3, begin.atOffset(ZoneOffset.UTC));
                insert.setObject(4, end.atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
        }
        if (earliest.isBefore(begin) || latest.isAfter(end)) {
            try (PreparedStatement update =
                    connection.prepareStatement("update audit_event_day set earliest = least(earliest, ?),"
                            + " latest = greatest(latest, ?) where day = ? and (earliest > ? or latest < ?)")) {
                update.setObject(1, earliest.atOffset(ZoneOffset.UTC));
                update.setObject(2, latest.atOffset(ZoneOffset.UTC));
                update.setObject(3, day);
                update.setObject(4, earliest.atOffset(ZoneOffset.UTC));
                update.setObject(5, latest.atOffset(ZoneOffset.UTC));
                update.executeUpdate();
            }
        }
    }
}
