package vn.khue.sso.server;

import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Has Keycloak create tables of ours with its own migrations. There are no entities: rows are plain SQL. */
public abstract class TablesFactory implements JpaEntityProviderFactory, ServerInfoAwareProviderFactory {
    private final String id;
    private final String changelog;

    /**
     * @param id part of the name of Liquibase's own tables, so never changed
     * @param changelog resource
     */
    protected TablesFactory(String id, String changelog) {
        this.id = id;
        this.changelog = changelog;
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new JpaEntityProvider() {
            @Override
            public List<Class<?>> getEntities() {
                return List.of();
            }

            @Override
            public String getChangelogLocation() {
                return changelog;
            }

            @Override
            public String getFactoryId() {
                return id;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String getId() {
        return id;
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
