package vn.khue.sso.activation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khue.sso.server.SqlStatements;

/** The slips. For one request, not thread-safe. */
final class Slips {
    private static final String COLUMNS =
            "select id, person, issued_at, expires_at, voided_at, used_at from khue_slip ";
    private static final String OPEN = "voided_at is null and used_at is null";

    private final SqlStatements sql;

    Slips(SqlStatements sql) {
        this.sql = sql;
    }

    /** Writes a slip in place of one that was open. Of two who issue for one person at once the second waits, so that one is open. */
    void issue(UUID person, String hash, UUID by, Instant now, Instant expires) {
        sql.first("select pg_advisory_xact_lock(?)", found -> person, person.getMostSignificantBits());
        voidOpen(person, now);
        sql.write(
                "insert into khue_slip (id, person, slip_hash, issued_at, issued_by, expires_at) values (?, ?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                person,
                hash,
                now,
                by,
                expires);
    }

    void voidOpen(UUID person, Instant now) {
        sql.write("update khue_slip set voided_at = ? where person = ? and " + OPEN, now, person);
    }

    Optional<Slip> find(String hash) {
        return sql.first(COLUMNS + "where slip_hash = ?", Slips::row, hash);
    }

    /** Holds the row until the transaction ends: of two who use one slip at once, the second waits and finds it used. */
    Optional<Slip> hold(UUID id) {
        return sql.first(COLUMNS + "where id = ? for update", Slips::row, id);
    }

    void use(UUID id, Instant now) {
        sql.write("update khue_slip set used_at = ? where id = ? and " + OPEN, now, id);
    }

    /** The slips that are good now, by person. */
    Map<UUID, SlipSpan> goodFor(Collection<UUID> people, Instant now) {
        var found = new HashMap<UUID, SlipSpan>();
        sql.all(
                COLUMNS + "where person = any (?) and expires_at > ? and " + OPEN,
                row -> found.put(
                        row.getObject("person", UUID.class),
                        new SlipSpan(
                                SqlStatements.instant(row, "issued_at"), SqlStatements.instant(row, "expires_at"))),
                sql.ids(people),
                now);
        return found;
    }

    private static Slip row(ResultSet found) throws SQLException {
        return new Slip(
                found.getObject("id", UUID.class),
                found.getObject("person", UUID.class),
                SqlStatements.instant(found, "expires_at"),
                Optional.ofNullable(SqlStatements.instant(found, "voided_at")),
                Optional.ofNullable(SqlStatements.instant(found, "used_at")));
    }
}
