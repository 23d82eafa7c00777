package vn.khue.sso.lockout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.khue.sso.server.ProviderException;

/** Wrong tries of each person and source, on the connection of the transaction. Written for PostgreSQL. Not thread-safe. */
final class WrongTries {
    /** The source under which tries from all unknown sources are counted together. */
    static final String ALL = "all";

    private final Connection connection;

    WrongTries(Connection connection) {
        this.connection = connection;
    }

    /**
     * What is counted.
     *
     * @param lockedUntil empty where that source does not wait
     */
    record Count(int wrong, Optional<Instant> lockedUntil) {
        boolean waits(Instant now) {
            return lockedUntil.filter(now::isBefore).isPresent();
        }
    }

    /** By source; nothing for a source without wrong tries. */
    Map<String, Count> of(String user, TrySource source) {
        try (PreparedStatement select = connection.prepareStatement(
                "select source, wrong, locked_until from khue_login_try where user_id = ? and source in (?, ?)")) {
            select.setString(1, user);
            select.setString(2, source.key());
            select.setString(3, ALL);
            try (ResultSet found = select.executeQuery()) {
                var counts = new HashMap<String, Count>();
                while (found.next()) {
                    OffsetDateTime until = found.getObject("locked_until", OffsetDateTime.class);
                    counts.put(
                            found.getString("source"),
                            new Count(
                                    found.getInt("wrong"),
                                    Optional.ofNullable(until).map(OffsetDateTime::toInstant)));
                }
                return counts;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Counts one more and gives the new count; one without a try since {@code forgottenBefore} begins anew. */
    int add(String user, String source, Instant now, Instant forgottenBefore) {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into khue_login_try (user_id, source, wrong, last_at) values (?, ?, 1, ?)"
                        + " on conflict (user_id, source) do update set last_at = excluded.last_at, wrong = case"
                        + " when khue_login_try.last_at < ? then 1 else khue_login_try.wrong + 1 end returning wrong")) {
            insert.setString(1, user);
            insert.setString(2, source);
            insert.setObject(3, at(now));
            insert.setObject(4, at(forgottenBefore));
            try (ResultSet found = insert.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void lock(String user, String source, Instant until) {
        write("update khue_login_try set locked_until = ? where user_id = ? and source = ?", at(until), user, source);
    }

    /** The right password was typed: what that source got wrong is forgotten. */
    void right(String user, TrySource source) {
        write("delete from khue_login_try where user_id = ? and source = ?", user, source.key());
    }

    /** Somebody with the right to do so lets that person try again. */
    void forget(String user) {
        write("delete from khue_login_try where user_id = ?", user);
    }

    void tidy(Instant now, Duration counting) {
        write(
                "delete from khue_login_try where last_at < ? and (locked_until is null or locked_until < ?)",
                at(now.minus(counting)),
                at(now));
    }

    private void write(String sql, Object... values) {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                change.setObject(i + 1, values[i]);
            }
            change.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static ProviderException failed(SQLException e) {
        return new ProviderException("expected the table khue_login_try, could not use it; look into the database", e);
    }
}
