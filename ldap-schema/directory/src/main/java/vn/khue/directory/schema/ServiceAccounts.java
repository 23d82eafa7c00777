package vn.khue.directory.schema;

import java.util.List;

/** The service accounts below {@code ou=services}. What each may do stands in {@code access.ldif}. */
public final class ServiceAccounts {

    /** Their names, which are also those of their secret files after {@code ldap-}. */
    public static final List<String> NAMES =
            List.of("keycloak", "signing", "audit", "roster", "apps", "app-passwords", "log-reader");

    private ServiceAccounts() {}
}
