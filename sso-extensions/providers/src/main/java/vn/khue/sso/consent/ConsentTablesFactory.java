package vn.khue.sso.consent;

import vn.khue.sso.server.TablesFactory;

/** The table of consents. */
public final class ConsentTablesFactory extends TablesFactory {
    public ConsentTablesFactory() {
        super("khue-consent", "META-INF/khue-consent-changelog.xml");
    }
}
