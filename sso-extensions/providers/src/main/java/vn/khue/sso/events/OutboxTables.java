package vn.khue.sso.events;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** Has Keycloak create the outbox tables with its own migrations. There are no entities: rows are written by plain SQL. */
final class OutboxTables implements JpaEntityProvider {
    @Override
    public List<Class<?>> getEntities() {
        return List.of();
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/khue-outbox-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return OutboxTablesFactory.ID;
    }

    @Override
    public void close() {}
}
