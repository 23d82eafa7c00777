package vn.khue.audit.app.timestamp;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The timestamps in the database. For one connection. */
public final class DayStamps {

    private static final String SELECT = "select day, size, note, token, stamped_at from ledger_timestamp ";

    private final Connection connection;

    public DayStamps(Connection connection) {
        this.connection = connection;
    }

    /** The newest, if there is one. */
    public Optional<DayStamp> newest() throws SQLException {
        return select("order by day desc limit 1").stream().findFirst();
    }

    List<DayStamp> all() throws SQLException {
        return select("order by day");
    }

    /** For each of these places the first timestamp that covers it, in a log of this size; places that none covers yet have none. */
    public List<DayStamp> covering(Collection<Long> places, long size) throws SQLException {
        SortedMap<Long, LocalDate> sizes = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select size, min(day) from ledger_timestamp where size <= ? group by size")) {
            select.setLong(1, size);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sizes.put(row.getLong(1), row.getObject(2, LocalDate.class));
                }
            }
        }
        TreeSet<LocalDate> days = new TreeSet<>();
        for (long place : places) {
            sizes.tailMap(place + 1).values().stream().findFirst().ifPresent(days::add);
        }
        List<DayStamp> found = new ArrayList<>();
        for (LocalDate day : days) {
            found.addAll(select("where day = ?", day));
        }
        return found;
    }

    private List<DayStamp> select(String rest, Object... values) throws SQLException {
        List<DayStamp> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT + rest)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new DayStamp(
                            row.getObject(1, LocalDate.class),
                            row.getLong(2),
                            row.getString(3),
                            row.getBytes(4),
                            row.getObject(5, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return found;
    }

    boolean has(LocalDate day) throws SQLException {
        return !select("where day = ?", day).isEmpty();
    }

    void keep(DayStamp stamp) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_timestamp (day, size, note, token, stamped_at) values (?, ?, ?, ?, ?)")) {
            insert.setObject(1, stamp.day());
            insert.setLong(2, stamp.size());
            insert.setString(3, stamp.note());
            insert.setBytes(4, stamp.token());
            insert.setObject(5, stamp.at().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** @return whether that is news */
    boolean late(boolean late, Instant now) throws SQLException {
        String sql = late
                ? "insert into ledger_timestamp_late (since) values (?) on conflict (one) do nothing"
                : "delete from ledger_timestamp_late where since <= ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            return update.executeUpdate() == 1;
        }
    }
}
