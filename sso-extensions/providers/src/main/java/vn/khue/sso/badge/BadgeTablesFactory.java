package vn.khue.sso.badge;

import vn.khue.sso.server.TablesFactory;

/** The tables of badge login. */
public final class BadgeTablesFactory extends TablesFactory {
    public BadgeTablesFactory() {
        super("khue-badge", "META-INF/khue-badge-changelog.xml");
    }
}
