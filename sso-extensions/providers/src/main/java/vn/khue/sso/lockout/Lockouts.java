package vn.khue.sso.lockout;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import vn.khue.sso.server.SqlStatements;

/** Who is locked out, for those who help; in the transaction of the request. Not thread-safe. */
public final class Lockouts {
    private final KeycloakSession session;

    public Lockouts(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Those of these accounts for whom at least one source waits.
     *
     * @param users by Keycloak id
     */
    public Set<String> locked(Collection<String> users, Instant now) {
        return SqlStatements.onConnectionOf(session, connection -> new WrongTries(connection).locked(users, now));
    }

    /** Lets that person try again at once, from everywhere. */
    public void forget(String user) {
        SqlStatements.onConnectionOf(session, connection -> {
            new WrongTries(connection).forget(user);
            return user;
        });
    }
}
