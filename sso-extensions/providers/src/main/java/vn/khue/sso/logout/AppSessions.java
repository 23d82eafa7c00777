package vn.khue.sso.logout;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.khue.sso.server.SqlStatements;

/** The table of apps' sessions, on the connection of the request. Not thread-safe. */
final class AppSessions {
    /** An app that does not answer for so long is given up. */
    static final Duration PATIENCE = Duration.ofHours(24);
    /** Tries of one logout; with pauses of up to five minutes more than fit into {@link #PATIENCE}. */
    static final int MOST_TRIES = 400;
    /** From claiming a row to its next try at the earliest, so that no other node takes it meanwhile. */
    private static final int UNDER_WAY_SECONDS = 10;
    /** A session opened a moment ago may not be committed yet. */
    private static final Duration JUST_OPENED = Duration.ofSeconds(10);
    /** Keycloak itself lets a session live so much longer than its idle time. */
    private static final int IDLE_WINDOW_SECONDS = 120;

    private static final String FIELDS = "session_id, client, realm, person, subject, issuer, ended_at";

    /** As Keycloak's own indexes stand: one range for each word on being remembered. */
    private static final String OVER = Stream.of("false", "true", "null")
            .flatMap(remembered -> Stream.of("last_session_refresh", "created_on")
                    .map(time ->
                            "select user_session_id from offline_user_session where realm_id = ? and offline_flag = '0'"
                                    + " and remember_me is " + remembered + " and " + time + " < ?"))
            .collect(Collectors.joining(" union all "));

    private final SqlStatements sql;

    AppSessions(Connection connection) {
        sql = new SqlStatements(connection, "the table of apps' sessions");
    }

    /** Opens it; one whose end is still to be told is open again. */
    void open(AppSession opened, Instant now) {
        sql.write(
                "insert into khue_app_session (session_id, client, realm, person, subject, issuer, opened_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict (session_id, client) do update"
                        + " set opened_at = excluded.opened_at, ended_at = null, next_at = null, tries = 0"
                        + " where khue_app_session.ended_at is not null",
                opened.id(),
                opened.client(),
                opened.realm(),
                opened.person(),
                opened.subject(),
                opened.issuer(),
                now);
    }

    /** Ends it for one app, to be told at the given time at the earliest; opened it need not be. */
    void end(AppSession session, Instant now, Instant next) {
        sql.write(
                "insert into khue_app_session"
                        + " (session_id, client, realm, person, subject, issuer, opened_at, ended_at, next_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (session_id, client) do update"
                        + " set ended_at = coalesce(khue_app_session.ended_at, excluded.ended_at), next_at = excluded.next_at",
                session.id(),
                session.client(),
                session.realm(),
                session.person(),
                session.subject(),
                session.issuer(),
                now,
                now,
                next);
    }

    /** Ends it for all its apps; gives how many are to be told. */
    int end(String session, Instant now) {
        return sql.write(
                "update khue_app_session set ended_at = ?, next_at = ? where session_id = ? and ended_at is null",
                now,
                now,
                session);
    }

    /** The app was told, or is none any more. */
    void done(String session, String client) {
        sql.write(
                "delete from khue_app_session where session_id = ? and client = ? and ended_at is not null",
                session,
                client);
    }

    /**
     * Those to be told now. Each is taken for this node until its next try, which comes ever later: the pause doubles from ten seconds to
     * five minutes, with a quarter of it by chance.
     *
     * @param waiting clients that are not asked now
     */
    List<AppSession> take(Instant now, Collection<String> waiting, int limit) {
        return sql.all(
                "update khue_app_session set tries = tries + 1, next_at = ?::timestamptz + (interval '1 second'"
                        + " * greatest(" + UNDER_WAY_SECONDS
                        + ", least(300, power(2, least(tries, 9) + 1)) * (0.75 + random() / 2)))"
                        + " where (session_id, client) in (select session_id, client from khue_app_session"
                        + " where ended_at is not null and next_at <= ? and client <> all (?)"
                        + " order by next_at limit ? for update skip locked) returning " + FIELDS,
                AppSessions::read,
                now,
                now,
                sql.texts(waiting),
                limit);
    }

    /** Takes away, and gives, those that will not be told any more. */
    List<AppSession> giveUp(Instant now) {
        return sql.all(
                "delete from khue_app_session where ended_at is not null and (ended_at < ? or tries > ?) returning "
                        + FIELDS,
                AppSessions::read,
                now.minus(PATIENCE),
                MOST_TRIES);
    }

    /**
     * Ends those whose session Keycloak has no more; gives how many. The database does so itself when a session goes; what is left to this are
     * rows written while theirs went. Reads all sessions.
     */
    int endVanished(Instant now) {
        return sql.write(
                "update khue_app_session a set ended_at = ?, next_at = ? where a.ended_at is null and a.opened_at < ?"
                        + " and not exists (select 1 from offline_user_session s"
                        + " where s.user_session_id = a.session_id and s.offline_flag = '0')",
                now,
                now,
                now.minus(JUST_OPENED));
    }

    /**
     * Sessions of that realm past their time.
     *
     * @param idleSeconds without use
     * @param lifeSeconds in all
     */
    List<String> expired(String realm, Instant now, int idleSeconds, int lifeSeconds, int limit) {
        int second = Math.toIntExact(now.getEpochSecond());
        int idle = second - idleSeconds - IDLE_WINDOW_SECONDS;
        int life = second - lifeSeconds;
        return sql.all(
                "select distinct over.user_session_id from (" + OVER
                        + ") over where exists (select 1 from khue_app_session a"
                        + " where a.session_id = over.user_session_id and a.ended_at is null) limit ?",
                found -> found.getString("user_session_id"),
                realm,
                idle,
                realm,
                life,
                realm,
                idle,
                realm,
                life,
                realm,
                idle,
                realm,
                life,
                limit);
    }

    /** Sessions of those whose account was disabled at the gate. */
    List<String> ofDisabled(String realm, int limit) {
        return sql.all(
                "select s.user_session_id from user_entity u join offline_user_session s on s.user_id = u.id"
                        + " where u.realm_id = ? and not u.enabled and s.realm_id = u.realm_id and s.offline_flag = '0' limit ?",
                found -> found.getString("user_session_id"),
                realm,
                limit);
    }

    /** Sessions of those people, also those whose apps hear of nothing (SAML) or have no tokens yet. */
    List<String> of(String realm, Collection<String> people) {
        return sql.all(
                "select s.user_session_id from user_attribute a join offline_user_session s on s.user_id = a.user_id"
                        + " where a.name = 'LDAP_ID' and a.value = any (?) and s.realm_id = ? and s.offline_flag = '0'",
                found -> found.getString("user_session_id"),
                sql.texts(people),
                realm);
    }

    private static AppSession read(ResultSet found) throws SQLException {
        return new AppSession(
                found.getString("session_id"),
                found.getString("client"),
                found.getString("realm"),
                found.getString("person"),
                found.getString("subject"),
                found.getString("issuer"),
                SqlStatements.instant(found, "ended_at"));
    }
}
