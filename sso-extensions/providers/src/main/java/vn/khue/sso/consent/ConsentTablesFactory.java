package vn.khue.sso.consent;

import java.util.Map;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link ConsentTables} known to Keycloak. */
public final class ConsentTablesFactory implements JpaEntityProviderFactory, ServerInfoAwareProviderFactory {
    static final String ID = "khue-consent";

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new ConsentTables();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
