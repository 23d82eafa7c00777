package vn.khue.sso.events;

import vn.khue.sso.server.TablesFactory;

/** The outbox of events. */
public final class OutboxTablesFactory extends TablesFactory {
    public OutboxTablesFactory() {
        super("khue-outbox", "META-INF/khue-outbox-changelog.xml");
    }
}
