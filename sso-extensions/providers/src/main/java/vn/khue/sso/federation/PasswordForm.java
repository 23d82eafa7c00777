package vn.khue.sso.federation;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * Keycloak's own page for name and password, but for a directory that does not answer: Keycloak would say that the password is wrong to
 * whoever it has not seen lately, and go on with everybody else.
 */
final class PasswordForm extends UsernamePasswordForm {
    PasswordForm(KeycloakSession session) {
        super(session);
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (!DirectoryAway.stops(context)) {
            super.authenticate(context);
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        if (!DirectoryAway.refuses(context)) {
            super.action(context);
        }
    }

    /** Comes before the password is looked at. */
    @Override
    public boolean enabledUser(AuthenticationFlowContext context, UserModel user) {
        if (DirectoryAway.hides(user)) {
            DirectoryAway.refuse(context);
            return false;
        }
        return super.enabledUser(context, user);
    }
}
