package vn.khue.sso.activation;

import vn.khue.sso.server.TablesFactory;

/** The tables of activation slips. */
public final class ActivationTablesFactory extends TablesFactory {
    public ActivationTablesFactory() {
        super("khue-activation", "META-INF/khue-activation-changelog.xml");
    }
}
