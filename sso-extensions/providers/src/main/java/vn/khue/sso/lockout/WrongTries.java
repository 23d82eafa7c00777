package vn.khue.sso.lockout;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.khue.sso.server.SqlStatements;

/** Wrong tries of each person and source, on the connection of the transaction. Written for PostgreSQL. Not thread-safe. */
final class WrongTries {
    /** The source under which tries from all unknown sources are counted together. */
    static final String ALL = "all";

    private final SqlStatements sql;

    WrongTries(Connection connection) {
        this.sql = new SqlStatements(connection, "the table khue_login_try");
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

    private record Counted(String source, Count count) {}

    /** By source; nothing for a source without wrong tries. */
    Map<String, Count> of(String user, TrySource source) {
        var counts = new HashMap<String, Count>();
        sql.all(
                        "select source, wrong, locked_until from khue_login_try where user_id = ? and source in (?, ?)",
                        found -> new Counted(
                                found.getString("source"),
                                new Count(
                                        found.getInt("wrong"),
                                        Optional.ofNullable(SqlStatements.instant(found, "locked_until")))),
                        user,
                        source.key(),
                        ALL)
                .forEach(counted -> counts.put(counted.source(), counted.count()));
        return counts;
    }

    /** Those for whom some source waits. */
    Set<String> locked(Collection<String> users, Instant now) {
        return new HashSet<>(sql.all(
                "select distinct user_id from khue_login_try where user_id = any (?) and locked_until > ?",
                found -> found.getString("user_id"),
                sql.texts(users),
                now));
    }

    /** Counts one more and gives the new count; one without a try since {@code forgottenBefore} begins anew. */
    int add(String user, String source, Instant now, Instant forgottenBefore) {
        return sql.first(
                        "insert into khue_login_try (user_id, source, wrong, last_at) values (?, ?, 1, ?)"
                                + " on conflict (user_id, source) do update set last_at = excluded.last_at, wrong = case"
                                + " when khue_login_try.last_at < ? then 1 else khue_login_try.wrong + 1 end returning wrong",
                        found -> found.getInt("wrong"),
                        user,
                        source,
                        now,
                        forgottenBefore)
                .orElseThrow();
    }

    void lock(String user, String source, Instant until) {
        sql.write("update khue_login_try set locked_until = ? where user_id = ? and source = ?", until, user, source);
    }

    /** The right password was typed: what that source got wrong is forgotten. */
    void right(String user, TrySource source) {
        sql.write("delete from khue_login_try where user_id = ? and source = ?", user, source.key());
    }

    /** Somebody with the right to do so lets that person try again. */
    void forget(String user) {
        sql.write("delete from khue_login_try where user_id = ?", user);
    }

    void tidy(Instant now, Duration counting) {
        sql.write(
                "delete from khue_login_try where last_at < ? and (locked_until is null or locked_until < ?)",
                now.minus(counting),
                now);
    }
}
