package vn.khue.sso.apps;

import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Errors;
import vn.khue.directory.DirectoryException;
import vn.khue.sso.claims.PeopleToday;

/**
 * Stands between every login, remembered ones too, and the app: a step that is laid on who may not use it, and that nobody can finish.
 * Not a step of the flow, so that it holds whatever way of login the flow has, and for SAML as for OpenID Connect.
 */
final class AppUseAction implements RequiredActionProvider {
    private static final Logger LOG = Logger.getLogger(AppUseAction.class);
    private static final String REASON = "app_not_for_person";

    /** What the look found. */
    private enum Finding {
        MAY,
        MAY_NOT,
        UNKNOWN
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        if (look(context) != Finding.MAY) {
            context.getAuthenticationSession().addRequiredAction(AppUseActionFactory.ID);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        switch (look(context)) {
            case MAY -> context.success();
            case MAY_NOT -> {
                context.getEvent().clone().detail("reason", REASON).error(Errors.ACCESS_DENIED);
                refuse(context, "appNotForYou", Response.Status.FORBIDDEN);
            }
            case UNKNOWN -> refuse(context, "appUseUnknown", Response.Status.SERVICE_UNAVAILABLE);
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        requiredActionChallenge(context);
    }

    private static Finding look(RequiredActionContext context) {
        Optional<RegisteredApp> app =
                RegisteredApp.of(context.getAuthenticationSession().getClient());
        try {
            return app.isEmpty() || new AppUse(PeopleToday.of(context.getSession())).may(context.getUser(), app.get())
                    ? Finding.MAY
                    : Finding.MAY_NOT;
        } catch (DirectoryException e) {
            LOG.warnf("nobody let into an app: the directory did not answer (%s: %s)", e.reason(), e.getMessage());
            return Finding.UNKNOWN;
        }
    }

    private static void refuse(RequiredActionContext context, String message, Response.Status status) {
        String language = context.getSession()
                .getContext()
                .resolveLocale(context.getUser())
                .getLanguage();
        String name = RegisteredApp.of(context.getAuthenticationSession().getClient())
                .map(app -> app.name().get(language.equals(Locale.ENGLISH.getLanguage()) ? "en" : "vi"))
                .orElse("");
        // The way back to the app would only lead here again.
        context.challenge(context.form()
                .setAttribute("skipLink", true)
                .setError(message, name)
                .createErrorPage(status));
    }

    @Override
    public void close() {}
}
