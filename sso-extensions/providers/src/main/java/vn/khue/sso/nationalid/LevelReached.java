package vn.khue.sso.nationalid;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Says which level a login by the national identity provider has reached: the password's, and after a second factor the one asked for. Not by
 * conditions of the flow: Keycloak reads levels from those of the browser flow, where each stands once.
 */
final class LevelReached implements Authenticator {
    /** As {@code acr.loa.map} of the realm has it. */
    static final int PASSWORD = 2;

    static final int MFA = 3;

    private final int reached;

    LevelReached(int reached) {
        this.reached = reached;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        var login = context.getAuthenticationSession();
        var levels = new AcrStore(context.getSession(), login);
        levels.setLevelAuthenticated(reached);
        login.setUserSessionNote(Constants.LOA_MAP, login.getAuthNote(Constants.LOA_MAP));
        String asked = login.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
        if (reached == MFA && asked != null && Integer.parseInt(asked) > MFA) {
            // Of this very request, and remembered by none: a signature asks each time.
            levels.setLevelAuthenticatedToCurrentRequest(Integer.parseInt(asked));
        }
        context.success();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        context.success();
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
