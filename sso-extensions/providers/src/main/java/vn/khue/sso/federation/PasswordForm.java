package vn.khue.sso.federation;

import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.ReadOnlyUserModelDelegate;
import vn.khue.directory.DirectoryException;
import vn.khue.sso.claims.PeopleToday;

/**
 * Keycloak's own page for name and password, but for a directory that does not answer: Keycloak would say that the password is wrong to
 * whoever it has not seen lately, and go on with everybody else. And whoever it has seen lately it does not ask about: that person's standing
 * of today is asked here.
 */
final class PasswordForm extends UsernamePasswordForm {
    private static final Logger LOG = Logger.getLogger(PasswordForm.class);

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
