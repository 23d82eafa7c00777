package vn.khue.sso.assurance;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Comes after something that is two factors at once: a card and its PIN, a passkey and its owner. Says the level of two factors, and the password's, so
 * that nobody who has it is asked for a password later in the session. Not by conditions of the flow: Keycloak lets each level stand there once.
 */
public final class TwoFactorsProven implements Authenticator {
    /** As {@code acr.loa.map} of the realm has it. */
    private static final int PASSWORD = 2;
    /** Detail of Keycloak's events by which ours know this way of signing in. */
    private static final String METHOD_DETAIL = "khue_method";

    private final String method;

    /** @param method as the log names it */
    public TwoFactorsProven(String method) {
        this.method = method;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        var login = context.getAuthenticationSession();
        var levels = new AcrStore(context.getSession(), login);
        levels.setLevelAuthenticated(PASSWORD);
        levels.setLevelAuthenticated(Raised.MFA);
        login.setUserSessionNote(Constants.LOA_MAP, login.getAuthNote(Constants.LOA_MAP));
        context.getEvent().detail(METHOD_DETAIL, method);
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
