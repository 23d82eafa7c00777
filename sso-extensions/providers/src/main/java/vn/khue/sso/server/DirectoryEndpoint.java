package vn.khue.sso.server;

import vn.khue.directory.ldap.LdapEndpoint;

/** Where the directory is, for every provider that asks it. Stateless. */
public final class DirectoryEndpoint {
    private DirectoryEndpoint() {}

    /**
     * @param settings of the provider that asks; {@code ldap-url}, {@code ldap-base} and {@code ldap-password-file} go before the
     *     environment
     * @throws ProviderException where no address is set
     */
    public static LdapEndpoint of(ServerSettings settings) {
        return of(settings, "keycloak");
    }

    /**
     * Likewise, as another service account: what a capability may do is what that account may do.
     *
     * @param service its cn below ou=services; its secret is the file {@code ldap-SERVICE} where no setting names another
     */
    public static LdapEndpoint of(ServerSettings settings, String service) {
        String base = settings.text("ldap-base", "KHUE_LDAP_BASE").orElse("dc=khue,dc=edu,dc=vn");
        String urls = settings.text("ldap-url", "KHUE_LDAP_URL")
                .orElseThrow(
                        () -> new ProviderException(
                                "expected the setting ldap-url or the environment variable KHUE_LDAP_URL, found neither; set one"));
        return LdapEndpoint.of(
                urls,
                base,
                "cn=" + service + ",ou=services," + base,
                ServerSettings.read(settings.secretFile("ldap-password-file", "ldap-" + service)));
    }
}
