package vn.khue.sso.card;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Whether a card was presented by the link on the password page, for an app that asks for no more than a card gives. For a signature
 * there is the password page: each one asks for its own proof.
 */
final class CardChosen implements ConditionalAuthenticator {
    static final String NOTE = "khue-card-chosen";
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
