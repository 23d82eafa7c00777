package vn.khue.sso.logout;

import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Takes the place of Keycloak's own {@code openid-connect}: of two factories with one id Keycloak takes the one of the higher order. */
public final class LogoutProtocolFactory extends OIDCLoginProtocolFactory implements ServerInfoAwareProviderFactory {
    @Override
    public LoginProtocol create(KeycloakSession session) {
        return new LogoutProtocol(((OIDCLoginProtocol) super.create(session)).getConfig()).setSession(session);
    }

    @Override
    public int order() {
        return super.order() + 1;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
