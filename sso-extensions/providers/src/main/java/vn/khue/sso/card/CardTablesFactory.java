package vn.khue.sso.card;

import vn.khue.sso.server.TablesFactory;

/** The table of sessions that cards opened. */
public final class CardTablesFactory extends TablesFactory {
    public CardTablesFactory() {
        super("khue-card", "META-INF/khue-card-changelog.xml");
    }
}
