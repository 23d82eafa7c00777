package vn.khue.sso.federation;

import vn.khue.sso.server.TablesFactory;

/** An index by which administrators find somebody among many as fast as among few. */
public final class LoginNamesTablesFactory extends TablesFactory {
    public LoginNamesTablesFactory() {
        super("khue-directory", "META-INF/khue-directory-changelog.xml");
    }
}
