package vn.khue.sso.assurance;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticator;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * Keycloak's own step for a browser that is signed in already. A session begun at school with a password alone does not go home with its
 * laptop: outside it has to be raised. An administrator's that lay idle lets nobody in: everything is asked anew.
 */
final class SessionFirst extends CookieAuthenticator {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        var signedIn = AuthenticationManager.authenticateIdentityCookie(context.getSession(), context.getRealm(), true);
        if (signedIn != null && !Assurance.of(context.getSession()).use(signedIn.session())) {
            // Not only passed over: Keycloak would go on with it after the password, as old as it is.
            context.getSession().sessions().removeUserSession(context.getRealm(), signedIn.session());
            AuthenticationManager.expireIdentityCookie(context.getSession());
            context.attempted();
            return;
        }
        if (signedIn != null) {
            Raised.where(context, Assurance.of(context.getSession()).asksForTwoFactors(signedIn.session()));
        }
        super.authenticate(context);
    }
}
