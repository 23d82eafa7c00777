package vn.khue.sso.help;

import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.UserSessionManager;

/** The sessions of a person. For one request, not thread-safe. */
final class OpenSessions {
    private final KeycloakSession session;

    OpenSessions(KeycloakSession session) {
        this.session = session;
    }

    /** Ends all, tells every app that has one (back-channel logout), and makes tokens given before now worthless. */
    void end(UserModel user) {
        RealmModel realm = session.getContext().getRealm();
        session.users().setNotBeforeForUser(realm, user, Time.currentTime());
        session.sessions()
                .getUserSessionsStream(realm, user)
                .toList()
                .forEach(open -> AuthenticationManager.backchannelLogout(session, open, true));
        var offline = new UserSessionManager(session);
        session.sessions()
                .getOfflineUserSessionsStream(realm, user)
                .toList()
                .forEach(offline::revokeOfflineUserSession);
    }
}
