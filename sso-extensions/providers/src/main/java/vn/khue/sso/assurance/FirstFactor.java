package vn.khue.sso.assurance;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import vn.khue.sso.federation.DirectoryAway;

/**
 * Comes after the slip of somebody new: whom the policy asks for two factors, and who has none yet, sets the second up in the same login. A
 * slip from the hand of an officer proves more than a password alone would.
 */
final class FirstFactor implements Authenticator {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (DirectoryAway.refuses(context)) {
            return;
        }
        if (Assurance.of(context.getSession()).asksForTwoFactors(context.getUser())
                && !SecondFactors.has(context.getUser())) {
            context.getUser().addRequiredAction(UserModel.RequiredAction.CONFIGURE_TOTP);
        }
        context.success();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
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
