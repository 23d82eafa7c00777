package vn.khue.sso.help;

import java.time.Instant;
import org.keycloak.models.KeycloakSession;

/** Locks after wrong passwords, as Keycloak keeps them. For one request, not thread-safe. */
final class Locks {
    private final KeycloakSession session;

    Locks(KeycloakSession session) {
        this.session = session;
    }

    boolean isLocked(String userId, Instant now) {
        var failure =
                session.loginFailures().getUserLoginFailure(session.getContext().getRealm(), userId);
        return failure != null && failure.getFailedLoginNotBefore() > now.getEpochSecond();
    }

    void unlock(String userId) {
        session.loginFailures().removeUserLoginFailure(session.getContext().getRealm(), userId);
    }
}
