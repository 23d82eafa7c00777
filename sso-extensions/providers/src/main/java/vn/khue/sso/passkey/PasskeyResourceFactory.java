package vn.khue.sso.passkey;

import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link PasskeyResource} known to Keycloak, as {@code /realms/<realm>/khue-passkey}. */
public final class PasskeyResourceFactory implements RealmResourceProviderFactory, ServerInfoAwareProviderFactory {
    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new PasskeyResource(session);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String getId() {
        return "khue-passkey";
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
