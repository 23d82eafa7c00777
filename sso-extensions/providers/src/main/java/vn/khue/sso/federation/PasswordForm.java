package vn.khue.sso.federation;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.ReadOnlyUserModelDelegate;
import vn.khue.directory.DirectoryException;
import vn.khue.sso.card.CardOffer;
import vn.khue.sso.claims.PeopleToday;

/**
 * Keycloak's own page for name and password, but for a directory that does not answer: Keycloak would say that the password is wrong to
 * whoever it has not seen lately, and go on with everybody else. And whoever it has seen lately it does not ask about: that person's standing
 * of today is asked here. Where cards are taken, the page is told where they are presented.
 */
final class PasswordForm extends UsernamePasswordForm {
    private static final Logger LOG = Logger.getLogger(PasswordForm.class);

    private final KeycloakSession session;

    PasswordForm(KeycloakSession session) {
        super(session);
        this.session = session;
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

    @Override
    protected Response challenge(AuthenticationFlowContext context, MultivaluedMap<String, String> typed) {
        CardOffer.on(session, context.form());
        return super.challenge(context, typed);
    }

    @Override
    protected Response createLoginForm(LoginFormsProvider form) {
        return super.createLoginForm(CardOffer.on(session, form));
    }

    /** Comes before the password is looked at. */
    @Override
    public boolean enabledUser(AuthenticationFlowContext context, UserModel user) {
        try {
            if (!DirectoryAway.hides(user)) {
                boolean active = PeopleToday.of(context.getSession()).isActive(user);
                return super.enabledUser(context, active ? user : new ReadOnlyUserModelDelegate(user, false));
            }
        } catch (DirectoryException e) {
            LOG.warnf("a login was stopped: the directory did not answer (%s)", e.reason());
        }
        DirectoryAway.refuse(context);
        return false;
    }
}
