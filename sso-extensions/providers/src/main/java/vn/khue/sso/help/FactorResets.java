package vn.khue.sso.help;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.Position;
import vn.khue.sso.server.SqlStatements;

/** Requests to reset second factors. For one request, not thread-safe. */
final class FactorResets {
    private static final String OPEN =
            "select id, person, kind, ticket, reason, asked_by, asked_at, expires_at from khue_factor_reset"
                    + " where answered_at is null and ";

    private final SqlStatements sql;

    FactorResets(SqlStatements sql) {
        this.sql = sql;
    }

    /** Writes it, in place of one that waited too long; whether it was written: not where one about that person still waits. */
    boolean ask(FactorReset reset) {
        sql.first(
                "select pg_advisory_xact_lock(?)",
                found -> reset,
                reset.person().getMostSignificantBits());
        sql.write(
                "update khue_factor_reset set answered_at = ?, approved = false where person = ? and answered_at is null"
                        + " and expires_at <= ?",
                reset.askedAt(),
                reset.person(),
                reset.askedAt());
        boolean waits = sql.first(OPEN + "person = ?", FactorResets::row, reset.person())
                .isPresent();
        if (!waits) {
            sql.write(
                    "insert into khue_factor_reset (id, person, kind, ticket, reason, asked_by, asked_at, expires_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    reset.id(),
                    reset.person(),
                    reset.kind().name(),
                    reset.ticket(),
                    reset.reason(),
                    reset.askedBy(),
                    reset.askedAt(),
                    reset.expires());
        }
        return !waits;
    }

    /** Those that wait, the oldest first. */
    List<FactorReset> waiting(Collection<Position> kinds, Instant now, int most) {
        return sql.all(
                OPEN + "kind = any (?) and expires_at > ? order by asked_at limit ?",
                FactorResets::row,
                sql.texts(kinds.stream().map(Position::name).toList()),
                now,
                most);
    }

    /** Holds it until the transaction ends, so that of two who answer at once the second finds it answered. */
    Optional<FactorReset> hold(UUID id, Instant now) {
        return sql.first(OPEN + "id = ? and expires_at > ? for update", FactorResets::row, id, now);
    }

    void answer(UUID id, UUID by, Instant now, boolean approved) {
        sql.write(
                "update khue_factor_reset set answered_by = ?, answered_at = ?, approved = ? where id = ?"
                        + " and answered_at is null",
                by,
                now,
                approved,
                id);
    }

    private static FactorReset row(ResultSet found) throws SQLException {
        return new FactorReset(
                found.getObject("id", UUID.class),
                found.getObject("person", UUID.class),
                Position.valueOf(found.getString("kind")),
                found.getString("ticket"),
                found.getString("reason"),
                found.getObject("asked_by", UUID.class),
                SqlStatements.instant(found, "asked_at"),
                SqlStatements.instant(found, "expires_at"));
    }
}
