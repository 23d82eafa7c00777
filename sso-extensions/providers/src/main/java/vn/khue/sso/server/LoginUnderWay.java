package vn.khue.sso.server;

import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A login of which the browser shows a page. */
public final class LoginUnderWay {
    private LoginUnderWay() {}

    /**
     * From the password page to another way in, within the same login: begins it anew with a note that a condition of the flow looks for.
     *
     * @param clientId as in the address of the page, like the two that follow
     * @return a redirect, or an error page where the browser has no such login
     */
    public static Response otherWay(
            KeycloakSession session, String note, String clientId, String tabId, String clientData) {
        return otherWay(session, Map.of(note, "true"), clientId, tabId, clientData);
    }

    /** Likewise with several notes. */
    public static Response otherWay(
            KeycloakSession session, Map<String, String> notes, String clientId, String tabId, String clientData) {
        RealmModel realm = session.getContext().getRealm();
        Optional<AuthenticationSessionModel> login = Optional.ofNullable(clientId)
                .map(realm::getClientByClientId)
                .filter(client -> tabId != null)
                .map(client -> new AuthenticationSessionManager(session)
                        .getCurrentAuthenticationSession(realm, client, tabId));
        if (login.isEmpty()) {
            return session.getProvider(LoginFormsProvider.class)
                    .setError(Messages.COOKIE_NOT_FOUND)
                    .createErrorPage(Response.Status.BAD_REQUEST);
        }
        AuthenticationProcessor.resetFlow(login.get(), LoginActionsService.AUTHENTICATE_PATH);
        notes.forEach(login.get()::setAuthNote);
        var next = new AuthenticationFlowURLHelper(
                        session, realm, session.getContext().getUri())
                .getLastExecutionUrl(LoginActionsService.AUTHENTICATE_PATH, null, clientId, tabId, clientData);
        return Response.seeOther(next).build();
    }
}
