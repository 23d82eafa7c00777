package vn.khue.sso.lockout;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** Has Keycloak create the table of wrong tries with its own migrations. There are no entities: rows are plain SQL. */
final class LockoutTables implements JpaEntityProvider {
    @Override
    public List<Class<?>> getEntities() {
        return List.of();
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/khue-lockout-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return LockoutTablesFactory.ID;
    }

    @Override
    public void close() {}
}
