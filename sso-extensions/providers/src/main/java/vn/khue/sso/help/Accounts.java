package vn.khue.sso.help;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import vn.khue.sso.server.SqlStatements;

/**
 * The accounts of many people at once: one query for each of Keycloak's tables, where its models would ask for each person. Read from
 * Keycloak 26.7's tables; whoever Keycloak has never seen is not among them. For one request, not thread-safe.
 */
final class Accounts {
    private final KeycloakSession session;

    Accounts(KeycloakSession session) {
        this.session = session;
    }

    /** By Khuê id. */
    Map<UUID, Account> of(Collection<UUID> people, Instant now) {
        return SqlStatements.onConnectionOf(
                session,
                connection -> of(new SqlStatements(connection, "the tables of Keycloak's users"), people, now));
    }

    private Map<UUID, Account> of(SqlStatements sql, Collection<UUID> people, Instant now) {
        RealmModel realm = session.getContext().getRealm();
        Map<UUID, String> ids = new HashMap<>();
        sql.all(
                "select a.value, u.id from user_attribute a join user_entity u on u.id = a.user_id"
                        + " where a.name = 'LDAP_ID' and a.value = any (?) and u.realm_id = ?",
                found -> ids.put(UUID.fromString(found.getString("value")), found.getString("id")),
                sql.texts(people.stream().map(UUID::toString).toList()),
                realm.getId());
        Object users = sql.texts(ids.values());
        Set<String> passwords = new HashSet<>(sql.all(
                "select distinct user_id from credential where type = 'password' and user_id = any (?)",
                found -> found.getString("user_id"),
                users));
        Map<String, Integer> sessions = new HashMap<>();
        long second = now.getEpochSecond();
        sql.all(
                "select user_id, count(*) as open from offline_user_session where offline_flag = '0' and realm_id = ?"
                        + " and user_id = any (?) and last_session_refresh > ? and created_on > ? group by user_id",
                found -> sessions.put(found.getString("user_id"), found.getInt("open")),
                realm.getId(),
                users,
                Math.toIntExact(second - realm.getSsoSessionIdleTimeout()),
                Math.toIntExact(second - realm.getSsoSessionMaxLifespan()));
        Map<UUID, Account> accounts = new HashMap<>();
        ids.forEach((person, id) ->
                accounts.put(person, new Account(id, passwords.contains(id), sessions.getOrDefault(id, 0))));
        return accounts;
    }
}
