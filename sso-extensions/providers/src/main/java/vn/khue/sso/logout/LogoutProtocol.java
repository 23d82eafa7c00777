package vn.khue.sso.logout;

import jakarta.ws.rs.core.Response;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCProviderConfig;

/** Keycloak's OpenID Connect, but for a logout that must not be lost where the app does not answer. */
final class LogoutProtocol extends OIDCLoginProtocol {
    LogoutProtocol(OIDCProviderConfig config) {
        super(config);
    }

    @Override
    public Response backchannelLogout(UserSessionModel userSession, AuthenticatedClientSessionModel clientSession) {
        return AppLogouts.of(session).ended(userSession, clientSession)
                ? Response.noContent().build()
                : super.backchannelLogout(userSession, clientSession);
    }
}
