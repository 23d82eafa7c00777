package vn.khue.sso.activation;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Whether the way by activation slip was chosen on the password page, for an app that asks for no more than the password that will be
 * set gives. For a higher level there is the password page: a slip would only come back with a level that the app refuses.
 */
final class ActivationChosen implements ConditionalAuthenticator {
    static final String NOTE = "khue-activation-chosen";
    static final int LEVEL = 2;

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        var login = context.getAuthenticationSession();
        return login.getAuthNote(NOTE) != null
                && new AcrStore(context.getSession(), login)
                                .getRequestedLevelOfAuthentication(context.getTopLevelFlow())
                        <= LEVEL;
    }

    @Override
    public void action(AuthenticationFlowContext context) {}

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
