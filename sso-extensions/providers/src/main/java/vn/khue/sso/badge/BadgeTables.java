package vn.khue.sso.badge;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** Has Keycloak create the tables of badge login with its own migrations. There are no entities: rows are plain SQL. */
final class BadgeTables implements JpaEntityProvider {
    @Override
    public List<Class<?>> getEntities() {
        return List.of();
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/khue-badge-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return BadgeTablesFactory.ID;
    }

    @Override
    public void close() {}
}
