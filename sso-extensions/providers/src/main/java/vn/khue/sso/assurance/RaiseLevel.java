package vn.khue.sso.assurance;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import vn.khue.sso.federation.DirectoryAway;

/** Comes after the password: now it is known who it is, and so whether that is enough. */
final class RaiseLevel implements Authenticator {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (!DirectoryAway.refuses(context)) {
            Raised.where(context, Assurance.of(context.getSession()).asksForTwoFactors(context.getUser()));
            context.success();
        }
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
