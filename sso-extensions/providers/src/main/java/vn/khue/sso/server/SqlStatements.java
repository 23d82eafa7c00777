package vn.khue.sso.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Session;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Statements on the connection, and so in the transaction, of the request. Written for PostgreSQL. Not thread-safe. */
public class SqlStatements {
    private final Connection connection;
    private final String tables;

    /**
     * @param connection of the request
     * @param tables what is asked here, as a message calls it: "the tables of badge login"
     */
    public SqlStatements(Connection connection, String tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** Reads one row. */
    public interface Row<T> {
        T read(ResultSet found) throws SQLException;
    }

    /** Does the work on the connection of that request, after what Keycloak has changed so far was written. */
    public static <T> T onConnectionOf(KeycloakSession session, Function<Connection, T> work) {
        var entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        entities.flush();
        return entities.unwrap(Session.class).doReturningWork(work::apply);
    }

    public <T> List<T> all(String sql, Row<T> row, Object... values) {
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

    public <T> Optional<T> first(String sql, Row<T> row, Object... values) {
        return all(sql, row, values).stream().findFirst();
    }

    /** How many rows were written. */
    public int write(String sql, Object... values) {
        try (PreparedStatement change = prepared(sql, values)) {
            return change.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Many ids as one value, for {@code = any (?)}. */
    public Object ids(Collection<UUID> ids) {
        return array("uuid", ids.toArray());
    }

    /** Many texts as one value, for {@code = any (?)}. */
    public Object texts(Collection<String> texts) {
        return array("varchar", texts.toArray());
    }

    private Object array(String type, Object[] values) {
        try {
            return connection.createArrayOf(type, values);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    public static Instant instant(ResultSet found, String column) throws SQLException {
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

    private ProviderException failed(SQLException e) {
        return new ProviderException("expected " + tables + ", could not use them; look into the database", e);
    }
}
