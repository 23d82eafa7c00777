package vn.khue.sso.activation;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** Has Keycloak create the tables of activation slips with its own migrations. There are no entities: rows are plain SQL. */
final class ActivationTables implements JpaEntityProvider {
    @Override
    public List<Class<?>> getEntities() {
        return List.of();
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/khue-activation-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return ActivationTablesFactory.ID;
    }

    @Override
    public void close() {}
}
