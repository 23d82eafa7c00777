package vn.khue.sso.badge;

import java.util.Optional;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Whether a badge is all that a login has shown. */
public final class BadgeAlone {
    private BadgeAlone() {}

    /** True for a login by badge and for one that goes on in a session of a badge, unless the password was typed besides. */
    public static boolean in(KeycloakSession session, AuthenticationSessionModel login) {
        boolean badge = login.getUserSessionNotes().containsKey(BadgeSessions.BADGE)
                || Optional.ofNullable(new AuthenticationSessionManager(session).getUserSession(login))
                        .map(UserSessionModel::getNotes)
                        .filter(notes -> notes.containsKey(BadgeSessions.BADGE))
                        .isPresent();
        return badge
                && new AcrStore(session, login).getLevelOfAuthenticationFromCurrentAuthentication()
                        <= BadgeChosen.LEVEL;
    }
}
