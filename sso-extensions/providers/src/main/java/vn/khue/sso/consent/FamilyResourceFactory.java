package vn.khue.sso.consent;

import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link FamilyResource} known to Keycloak, as {@code /realms/<realm>/khue-family}. */
public final class FamilyResourceFactory implements RealmResourceProviderFactory, ServerInfoAwareProviderFactory {
    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new FamilyResource(session);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String getId() {
        return "khue-family";
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
