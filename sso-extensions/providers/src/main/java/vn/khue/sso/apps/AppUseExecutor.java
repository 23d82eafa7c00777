package vn.khue.sso.apps;

import jakarta.ws.rs.core.Response;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.device.clientpolicy.context.DeviceTokenResponseContext;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ClientPolicyClientSessionContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import vn.khue.directory.DirectoryException;
import vn.khue.sso.claims.PeopleToday;

/** Refuses tokens, new and renewed, to an app that the person may not use today: a right may end while a session lasts. */
final class AppUseExecutor implements ClientPolicyExecutorProvider<ClientPolicyExecutorConfigurationRepresentation> {
    private final KeycloakSession session;

    AppUseExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return AppUseExecutorFactory.ID;
    }

    @Override
    public Class<ClientPolicyExecutorConfigurationRepresentation> getExecutorConfigurationClass() {
        return ClientPolicyExecutorConfigurationRepresentation.class;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
        if (context instanceof ClientPolicyClientSessionContext known) {
            require(known.getClientSession());
        } else if (context instanceof DeviceTokenResponseContext device) {
            require(device.getClientSession());
        }
    }

    private void require(AuthenticatedClientSessionModel login) throws ClientPolicyException {
        var app = RegisteredApp.of(login.getClient()).filter(RegisteredApp::isRestricted);
        if (app.isEmpty()) {
            return;
        }
        try {
            if (!new AppUse(PeopleToday.of(session)).may(login.getUserSession().getUser(), app.get())) {
                throw new ClientPolicyException(
                        OAuthErrorException.INVALID_GRANT, "This app is not for this person today.");
            }
        } catch (DirectoryException e) {
            throw new ClientPolicyException(
                    OAuthErrorException.TEMPORARILY_UNAVAILABLE,
                    "Nobody knows now who may use this app. Try again.",
                    Response.Status.SERVICE_UNAVAILABLE,
                    e);
        }
    }
}
