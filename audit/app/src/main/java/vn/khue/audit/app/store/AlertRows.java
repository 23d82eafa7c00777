package vn.khue.audit.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.khue.audit.detection.engine.Why;
import vn.khue.audit.detection.sigma.SigmaLevel;

/** Reads alerts out of their table. */
public final class AlertRows {

    /** What {@link #alert} reads, in this order. */
    public static final String COLUMNS =
            "id, rule, level, techniques, group_fields, group_values, first_at, completed_at,"
                    + " events, counted, why, why_values, raised_at";

    private static final int MOST = 200;

    private AlertRows() {}

    static List<StoredAlert> newest(Connection connection, Optional<Instant> before, int limit) throws SQLException {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("expected a limit of 1 to " + MOST + ", found " + limit);
        }
        List<StoredAlert> alerts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS
                + " from detection_alert where completed_at < ? order by completed_at desc, id desc limit ?")) {
            select.setObject(
                    1,
                    before.map(time -> time.atOffset(ZoneOffset.UTC))
                            .orElse(OffsetDateTime.parse("9999-01-01T00:00:00Z")));
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    alerts.add(alert(row));
                }
            }
        }
        return alerts;
    }

    /** The alert of the present row, whose first columns are {@link #COLUMNS}. */
    public static StoredAlert alert(ResultSet row) throws SQLException {
        SortedMap<String, String> group = new TreeMap<>();
        List<String> fields = texts(row, 5);
        List<String> values = texts(row, 6);
        for (int i = 0; i < fields.size(); i++) {
            group.put(fields.get(i), values.get(i));
        }
        return new StoredAlert(
                row.getObject(1, UUID.class),
                row.getString(2),
                SigmaLevel.valueOf(row.getString(3)),
                texts(row, 4),
                group,
                time(row, 7),
                time(row, 8),
                Arrays.asList((UUID[]) row.getArray(9).getArray()),
                row.getLong(10),
                new Why(row.getString(11), texts(row, 12)),
                time(row, 13));
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
