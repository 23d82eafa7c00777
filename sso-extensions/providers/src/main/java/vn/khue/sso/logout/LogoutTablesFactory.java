package vn.khue.sso.logout;

import vn.khue.sso.server.TablesFactory;

/** The table of apps' sessions. */
public final class LogoutTablesFactory extends TablesFactory {
    public LogoutTablesFactory() {
        super("khue-logout", "META-INF/khue-logout-changelog.xml");
    }
}
