package vn.khue.sso.card;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import vn.khue.sso.server.SqlStatements;

/** The table of sessions that cards opened, on the connection of the request. Not thread-safe. */
final class CardSessionTable {
    private final SqlStatements sql;

    CardSessionTable(Connection connection) {
        sql = new SqlStatements(connection, "the table of sessions of cards");
    }

    /** Opens it; the latest card counts where a session is proved anew. */
    void open(String id, String realm, byte[] certificate, Instant now, Instant next) {
        sql.write(
                "insert into khue_card_session (session_id, realm, certificate, opened_at, next_at)"
                        + " values (?, ?, ?, ?, ?) on conflict (session_id) do update set certificate = excluded.certificate,"
                        + " opened_at = excluded.opened_at, next_at = excluded.next_at, ended = false",
                id,
                realm,
                certificate,
                now,
                next);
    }

    /** Those whose card is to be asked about now. Held until the transaction ends; what another node holds is left out. */
    List<CardSession> due(Instant now, int limit) {
        return sql.all(
                "select * from khue_card_session where next_at <= ? order by next_at limit ? for update skip locked",
                found -> new CardSession(
                        found.getString("session_id"),
                        found.getString("realm"),
                        found.getBytes("certificate"),
                        SqlStatements.instant(found, "opened_at"),
                        found.getBoolean("ended")),
                now,
                limit);
    }

    void lookAgain(String id, Instant next) {
        sql.write("update khue_card_session set next_at = ? where session_id = ?", next, id);
    }

    void ended(String id, Instant next) {
        sql.write("update khue_card_session set ended = true, next_at = ? where session_id = ?", next, id);
    }

    void forget(String id) {
        sql.write("delete from khue_card_session where session_id = ?", id);
    }
}
