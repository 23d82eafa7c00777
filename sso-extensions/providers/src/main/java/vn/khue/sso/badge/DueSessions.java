package vn.khue.sso.badge;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The sessions of badges whose time is over. */
final class DueSessions {
    private final BadgeSql sql;

    DueSessions(BadgeSql sql) {
        this.sql = sql;
    }

    /**
     * One of them.
     *
     * @param session id of Keycloak's session; empty for a row older than that column
     */
    record Due(UUID id, String realm, String session) {}

    /** Held until the transaction ends; what another node holds is left out. */
    List<Due> at(Instant now, int limit) {
        return sql.all(
                "select id, realm, session_id from khue_badge_session where ends_at <= ? order by ends_at limit ?"
                        + " for update skip locked",
                found -> new Due(
                        found.getObject("id", UUID.class), found.getString("realm"), found.getString("session_id")),
                now,
                limit);
    }

    void ended(UUID id) {
        sql.write("delete from khue_badge_session where id = ?", id);
    }

    /** Takes away counts of wrong tries that no longer matter. */
    void tidy(Instant before) {
        sql.write("delete from khue_badge_try where last_at < ?", before);
    }
}
