package vn.khue.sso.wallet;

import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.OAuth2GrantTypeFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link PreAuthorizedGrant} known to Keycloak's token endpoint, in place of Keycloak's own, which is experimental and off. */
public final class PreAuthorizedGrantFactory implements OAuth2GrantTypeFactory, ServerInfoAwareProviderFactory {
    private static final int BEFORE_KEYCLOAKS = 100;

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new PreAuthorizedGrant();
    }

    @Override
    public String getId() {
        return PreAuthorizedGrant.TYPE;
    }

    /** Stands in the ids of tokens. */
    @Override
    public String getShortcut() {
        return "kw";
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAKS;
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
