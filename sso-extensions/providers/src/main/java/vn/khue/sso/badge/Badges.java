package vn.khue.sso.badge;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The badges and the sessions they opened. */
final class Badges {
    private static final String COLUMNS = "select id, person, unit, expires_at, voided_at from khue_badge ";

    private final BadgeSql sql;
    private final BadgeHash hash;

    Badges(BadgeSql sql, BadgeHash hash) {
        this.sql = sql;
        this.hash = hash;
    }

    /** Holds the row until the transaction ends: of two who try one badge at once, the second waits and is counted. */
    Optional<BadgeRow> find(PresentedBadge.Kind kind, String presented) {
        String column = kind == PresentedBadge.Kind.SECRET ? "secret_hash" : "code_hash";
        return sql.first(COLUMNS + "where " + column + " = ? for update", Badges::row, presented);
    }

    /** The badge of that pupil that is neither voided nor replaced. */
    Optional<BadgeRow> activeOf(UUID person) {
        return sql.first(COLUMNS + "where person = ? and voided_at is null for update", Badges::row, person);
    }

    /** Writes a badge; the one before is to be voided first. */
    BadgeSecret issue(UUID person, String unit, UUID by, Instant now, Instant expires, SecureRandom random) {
        BadgeSecret secret = BadgeSecret.random(random);
        sql.write(
                "insert into khue_badge (id, person, unit, secret_hash, code_hash, issued_at, issued_by, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                person,
                unit,
                hashOf(secret.qr()),
                hashOf(secret.code()),
                now,
                by,
                expires);
        return secret;
    }

    void voidBadge(UUID badge, Instant now) {
        sql.write("update khue_badge set voided_at = ? where id = ? and voided_at is null", now, badge);
        sql.write("update khue_badge_session set ends_at = ? where badge = ? and ends_at > ?", now, badge, now);
    }

    /** Notes when a session of that badge is to end; gives the id that the session's note will have. */
    UUID sessionOpened(String realm, String userId, String session, UUID badge, Instant ends) {
        UUID id = UUID.randomUUID();
        sql.write(
                "insert into khue_badge_session (id, realm, user_id, session_id, badge, ends_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                id,
                realm,
                userId,
                session,
                badge,
                ends);
        return id;
    }

    private String hashOf(String text) {
        return PresentedBadge.of(text).orElseThrow().hash(hash);
    }

    private static BadgeRow row(ResultSet found) throws SQLException {
        return new BadgeRow(
                found.getObject("id", UUID.class),
                found.getObject("person", UUID.class),
                found.getString("unit"),
                BadgeSql.instant(found, "expires_at"),
                Optional.ofNullable(BadgeSql.instant(found, "voided_at")));
    }
}
