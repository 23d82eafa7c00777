package vn.khue.sso.assurance;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticator;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * Keycloak's own step for a browser that is signed in already. A session begun at school with a password alone does not go home with its
 * laptop: outside it has to be raised.
 */
final class SessionFirst extends CookieAuthenticator {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        var signedIn = AuthenticationManager.authenticateIdentityCookie(context.getSession(), context.getRealm(), true);
        if (signedIn != null) {
            Raised.where(context, signedIn.user());
        }
        super.authenticate(context);
    }
}
