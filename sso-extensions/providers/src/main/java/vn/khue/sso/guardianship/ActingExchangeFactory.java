package vn.khue.sso.guardianship;

import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.TokenExchangeProviderFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link ActingExchange} known to Keycloak's token endpoint. */
public final class ActingExchangeFactory implements TokenExchangeProviderFactory, ServerInfoAwareProviderFactory {
    /** Asked before Keycloak's own (10), which would only say that it does not know requested_subject. */
    private static final int BEFORE_KEYCLOAKS = 100;

    @Override
    public TokenExchangeProvider create(KeycloakSession session) {
        return new ActingExchange(session);
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAKS;
    }

    @Override
    public String getId() {
        return "khue-guardian";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
