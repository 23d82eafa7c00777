package vn.khue.sso.card;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;

/** Keycloak's own password step; its page is told where cards are presented. */
final class PasswordPage extends UsernamePasswordForm {
    private final KeycloakSession session;

    PasswordPage(KeycloakSession session) {
        super(session);
        this.session = session;
    }

    @Override
    protected Response challenge(AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
        CardOffer.on(session, context.form());
        return super.challenge(context, typed);
    }

    @Override
    protected Response createLoginForm(LoginFormsProvider form) {
        return super.createLoginForm(CardOffer.on(session, form));
    }
}
