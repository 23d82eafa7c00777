package vn.khue.audit.app.blocklist;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.audit.app.chart.Patience;

/** Counts in the log who used addresses. Thread-safe. */
final class Uses {

    private static final String ADDRESSES = "select ip, count(*), count(*) filter (where outcome = 'FAILURE')"
            + " from audit_event where event_time >= ? and ip is not null and kind <> 'HEARTBEAT' group by ip";

    private static final String OF_ONE = "select ip, count(*), count(*) filter (where outcome = 'FAILURE')"
            + " from audit_event where ip = ? and event_time >= ? and kind <> 'HEARTBEAT' group by ip";

    private static final String PEOPLE = "select count(distinct actor) from audit_event"
            + " where ip = any (?) and event_time >= ? and actor_kind = 'PERSON' and outcome = 'SUCCESS'";

    private static final String UNITS = "select unit, count(distinct actor) as n from audit_event"
            + " where ip = any (?) and event_time >= ? and actor_kind = 'PERSON' and outcome = 'SUCCESS' and unit is not null"
            + " group by unit order by n desc, unit limit 5";

    private final List<AddressRange> schools;

    /** @param schools their networks, as they are set up */
    Uses(List<AddressRange> schools) {
        this.schools = List.copyOf(schools);
    }

    Use of(Connection connection, AddressRange range, Instant since) throws SQLException {
        return new Use(
                Patience.within(connection, () -> counted(connection, range, since)),
                schools.stream()
                        .filter(range::meets)
                        .map(AddressRange::toString)
                        .toList());
    }

    private static Use.Counted counted(Connection connection, AddressRange range, Instant since) throws SQLException {
        OffsetDateTime from = since.atOffset(ZoneOffset.UTC);
        List<String> addresses = new ArrayList<>();
        long events = 0;
        long failures = 0;
        // An address of IPv6 has many spellings, and the log keeps that of its source.
        boolean exact = range.single() && range.toString().indexOf(':') < 0;
        try (PreparedStatement select = connection.prepareStatement(exact ? OF_ONE : ADDRESSES)) {
            int at = 1;
            if (exact) {
                select.setString(at++, range.toString());
            }
            select.setObject(at, from);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (range.holds(row.getString(1))) {
                        addresses.add(row.getString(1));
                        events += row.getLong(2);
                        failures += row.getLong(3);
                    }
                }
            }
        }
        if (addresses.isEmpty()) {
            return new Use.Counted(0, 0, 0, List.of());
        }
        int people = 0;
        try (PreparedStatement select = bound(connection, PEOPLE, addresses, from);
                ResultSet row = select.executeQuery()) {
            people = row.next() ? row.getInt(1) : 0;
        }
        List<Use.Unit> units = new ArrayList<>();
        try (PreparedStatement select = bound(connection, UNITS, addresses, from);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                units.add(new Use.Unit(row.getString(1), row.getInt(2)));
            }
        }
        return new Use.Counted(people, events, failures, units);
    }

    private static PreparedStatement bound(
            Connection connection, String sql, List<String> addresses, OffsetDateTime from) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setArray(1, connection.createArrayOf("varchar", addresses.toArray()));
        select.setObject(2, from);
        return select;
    }

    /** Where the ranges are wrong, detection names the first of them and the service does not start. */
    static List<AddressRange> ranges(List<String> texts) {
        return texts.stream().map(AddressRange::parse).flatMap(Optional::stream).toList();
    }
}
