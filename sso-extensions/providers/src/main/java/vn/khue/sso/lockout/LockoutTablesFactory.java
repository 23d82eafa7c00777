package vn.khue.sso.lockout;

import vn.khue.sso.server.TablesFactory;

/** The table of wrong tries. */
public final class LockoutTablesFactory extends TablesFactory {
    public LockoutTablesFactory() {
        super("khue-lockout", "META-INF/khue-lockout-changelog.xml");
    }
}
