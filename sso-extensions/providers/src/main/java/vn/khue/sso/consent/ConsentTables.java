package vn.khue.sso.consent;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** Has Keycloak create the table of consents with its own migrations. There are no entities: rows are plain SQL. */
final class ConsentTables implements JpaEntityProvider {
    @Override
    public List<Class<?>> getEntities() {
        return List.of();
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/khue-consent-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return ConsentTablesFactory.ID;
    }

    @Override
    public void close() {}
}
