package vn.khue.sso.logout;

import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/** Remembers an app's session when the app gets its tokens, in the transaction of that. */
final class OpenedApps implements EventListenerProvider {
    private static final Logger LOG = Logger.getLogger(OpenedApps.class);

    private final KeycloakSession session;

    OpenedApps(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        switch (event.getType()) {
            case CODE_TO_TOKEN, OAUTH2_DEVICE_CODE_TO_TOKEN, AUTHREQID_TO_TOKEN -> opened(event);
            default -> {
                // No app has a session by it.
            }
        }
    }

    private void opened(Event event) {
        try {
            RealmModel realm = session.getContext().getRealm();
            ClientModel client = session.getContext().getClient();
            UserSessionModel opened = event.getSessionId() == null
                    ? null
                    : session.sessions().getUserSession(realm, event.getSessionId());
            AuthenticatedClientSessionModel app = opened == null || client == null
                    ? null
                    : opened.getAuthenticatedClientSessionByClient(client.getId());
            if (app != null) {
                AppLogouts.of(session).opened(opened, app);
            }
        } catch (RuntimeException e) {
            // Keycloak swallows what a listener throws; an app that could not be told of the end gets no tokens.
            LOG.error("the session of an app could not be remembered, so its tokens are rolled back", e);
            session.getTransactionManager().setRollbackOnly();
            throw e;
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public void close() {}
}
