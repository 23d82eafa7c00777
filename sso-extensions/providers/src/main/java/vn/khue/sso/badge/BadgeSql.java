package vn.khue.sso.badge;

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
import vn.khue.sso.server.ProviderException;

/** Statements on the connection, and so in the transaction, of the request. Written for PostgreSQL. Not thread-safe. */
final class BadgeSql {
    private final Connection connection;

    BadgeSql(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet found) throws SQLException;
    }

    <T> List<T> all(String sql, Row<T> row, Object... values) {
        try (PreparedStatement select = prepared(sql, values);
                ResultSet found = select.executeQuery()) {
            var rows = new ArrayList<T>();
            while (found.next()) {
                rows.add(row.read(found));
            }
            return rows;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... values) {
        return all(sql, row, values).stream().findFirst();
    }

    /** How many rows were written. */
    int write(String sql, Object... values) {
        try (PreparedStatement change = prepared(sql, values)) {
            return change.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static Instant instant(ResultSet found, String column) throws SQLException {
        OffsetDateTime time = found.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                statement.setObject(i + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static ProviderException failed(SQLException e) {
        return new ProviderException(
                "expected the tables of badge login, could not use them; look into the database", e);
    }
}
