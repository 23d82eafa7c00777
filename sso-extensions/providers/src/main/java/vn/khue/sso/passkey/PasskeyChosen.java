package vn.khue.sso.passkey;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Whether the way by passkey was chosen on the password page, for an app that asks for no more than two factors. A signature asks for its
 * own proof.
 */
final class PasskeyChosen implements ConditionalAuthenticator {
    static final String NOTE = "khue-passkey-chosen";
    /** As {@code acr.loa.map} of the realm has it. */
    private static final int MFA = 3;

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        var login = context.getAuthenticationSession();
        return login.getAuthNote(NOTE) != null
                && new AcrStore(context.getSession(), login)
                                .getRequestedLevelOfAuthentication(context.getTopLevelFlow())
                        <= MFA;
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
