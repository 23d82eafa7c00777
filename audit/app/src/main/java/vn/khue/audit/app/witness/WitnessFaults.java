package vn.khue.audit.app.witness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Which witnesses do not cosign, since when, and what of it was told already. For one connection, in a transaction of the caller. */
final class WitnessFaults {

    private static final String FAULT = "insert into ledger_witness_fault (name, since) values (?, ?)"
            + " on conflict (name) do update set name = excluded.name returning since, refused, away";

    private final Connection connection;

    WitnessFaults(Connection connection) {
        this.connection = connection;
    }

    /** What has to be told of a witness. */
    enum News {
        /** It saw another history of the log. */
        REFUSED,
        /** It has not cosigned for too long. */
        AWAY,
        /** It cosigns again, after one of these was told. */
        BACK
    }

    /**
     * A round in which it did not cosign.
     *
     * @param refused whether it saw another history
     * @param most how long it may be away
     */
    Optional<News> fault(String name, boolean refused, Instant now, Duration most) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(FAULT)) {
            upsert.setString(1, name);
            upsert.setObject(2, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                Instant since = row.getObject(1, java.time.OffsetDateTime.class).toInstant();
                if (refused && !row.getBoolean(2)) {
                    return told(name, "refused", News.REFUSED);
                }
                return since.plus(most).isBefore(now) && !row.getBoolean(2) && !row.getBoolean(3)
                        ? told(name, "away", News.AWAY)
                        : Optional.empty();
            }
        }
    }

    private Optional<News> told(String name, String what, News news) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update ledger_witness_fault set " + what + " = true where name = ?")) {
            update.setString(1, name);
            update.executeUpdate();
        }
        return Optional.of(news);
    }

    /** A round in which it cosigned. */
    Optional<News> well(String name) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from ledger_witness_fault where name = ? returning refused or away")) {
            delete.setString(1, name);
            try (ResultSet row = delete.executeQuery()) {
                return row.next() && row.getBoolean(1) ? Optional.of(News.BACK) : Optional.empty();
            }
        }
    }
}
