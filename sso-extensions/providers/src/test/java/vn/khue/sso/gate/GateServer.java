package vn.khue.sso.gate;

import org.keycloak.testframework.server.KeycloakServerConfig;
import org.keycloak.testframework.server.KeycloakServerConfigBuilder;

/** The one server configuration of this module: every start costs half a minute. */
public final class GateServer implements KeycloakServerConfig {
    private static final String LOCKOUT = "brute-force-protector";
    private static final String APP_PASSWORDS = "khue-app-passwords";
    private static final String LOCKOUT_ID = "default-brute-force-detector";

    @Override
    public KeycloakServerConfigBuilder configure(KeycloakServerConfigBuilder config) {
        Surroundings around = Surroundings.get();
        String secrets = around.secrets.toString();
        return config.dependencyCurrentProject()
                .dependency("vn.khue", "khue-sso-theme")
                .option("db", "postgres")
                .option("db-url", around.postgres.getJdbcUrl("postgres", "postgres"))
                .option("db-username", "postgres")
                .option("db-password", "postgres")
                .option("metrics-enabled", "true")
                .option("proxy-headers", "xforwarded")
                .option("proxy-trusted-addresses", "127.0.0.1/32")
                .option("spi-x509cert-lookup--provider", "apache")
                .spiOption("x509cert-lookup", "apache", "ssl-client-cert", CardProxy.HEADER)
                .spiOption("x509cert-lookup", "apache", "ssl-cert-chain-prefix", "KHUE_NO_CHAIN")
                .spiOption("x509cert-lookup", "apache", "certificate-chain-length", "0")
                .spiOption("khue-card", "khue-card", "trust-folder", around.cardAuthority.trustFolder.toString())
                .spiOption("khue-card", "khue-card", "url", "https://localhost:" + around.cardProxyPort)
                .spiOption("khue-card", "khue-card", "status-origins", around.cardAuthority.url())
                .spiOption("khue-card", "khue-card", "session-seconds", "2")
                .spiOption("khue-assurance", "khue-assurance", "policy-file", around.assurancePolicy.toString())
                .spiOption(LOCKOUT, LOCKOUT_ID, "policy-file", around.lockoutPolicy.toString())
                .spiOption(LOCKOUT, LOCKOUT_ID, "key-file", secrets + "/badge-key")
                .spiOption(LOCKOUT, LOCKOUT_ID, "ldap-url", around.ldapUrl())
                .spiOption(LOCKOUT, LOCKOUT_ID, "ldap-base", Surroundings.BASE)
                .spiOption(LOCKOUT, LOCKOUT_ID, "ldap-password-file", secrets + "/ldap-keycloak")
                .spiOption("protocol-mapper", "khue-claims", "ldap-url", around.ldapUrl())
                .spiOption("protocol-mapper", "khue-claims", "ldap-base", Surroundings.BASE)
                .spiOption("protocol-mapper", "khue-claims", "ldap-password-file", secrets + "/ldap-keycloak")
                .spiOption("khue-badge", "khue-badge", "ldap-url", around.ldapUrl())
                .spiOption("khue-badge", "khue-badge", "ldap-base", Surroundings.BASE)
                .spiOption("khue-badge", "khue-badge", "ldap-password-file", secrets + "/ldap-keycloak")
                .spiOption("khue-badge", "khue-badge", "key-file", secrets + "/badge-key")
                .spiOption("khue-badge", "khue-badge", "policy-file", around.badgePolicy.toString())
                .spiOption("khue-badge", "khue-badge", "consoles", "khue-signing")
                .spiOption("khue-badge", "khue-badge", "responders", "khue-signing")
                .spiOption("khue-logout", "khue-logout", "ldap-url", around.ldapUrl())
                .spiOption("khue-logout", "khue-logout", "ldap-base", Surroundings.BASE)
                .spiOption("khue-logout", "khue-logout", "ldap-password-file", secrets + "/ldap-keycloak")
                .spiOption("khue-logout", "khue-logout", "look-seconds", "2")
                .spiOption("identity_provider", "khue-national-id", "citizen-hash-file", secrets + "/citizen-hash")
                .spiOption("khue-activation", "khue-activation", "key-file", secrets + "/activation-key")
                .spiOption("khue-wallet", "khue-wallet", "key-file", secrets + "/wallet-key")
                .spiOption("realm-restapi-extension", "khue-apps", "consoles", "khue-signing")
                .spiOption("realm-restapi-extension", APP_PASSWORDS, "consoles", "khue-signing")
                .spiOption("realm-restapi-extension", APP_PASSWORDS, "ldap-url", around.ldapUrl())
                .spiOption("realm-restapi-extension", APP_PASSWORDS, "ldap-base", Surroundings.BASE)
                .spiOption(
                        "realm-restapi-extension", APP_PASSWORDS, "ldap-password-file", secrets + "/ldap-app-passwords")
                .spiOption("khue-family", "khue-family", "ldap-url", around.ldapUrl())
                .spiOption("khue-family", "khue-family", "ldap-base", Surroundings.BASE)
                .spiOption("khue-family", "khue-family", "ldap-password-file", secrets + "/ldap-keycloak")
                .spiOption("khue-family", "khue-family", "portals", "khue-signing")
                .spiOption("events-listener", "khue-events", "audit-url", around.intake.url())
                .spiOption("events-listener", "khue-events", "heartbeat-seconds", "5")
                .spiOption("events-listener", "khue-events", "outbox-rows", Long.toString(OutboxFullTest.BOUND))
                .spiOption("events-listener", "khue-events", "outbox-look-seconds", "1")
                .spiOption("events-listener", "khue-events", "secret-file", secrets + "/client-events")
                .spiOption("events-listener", "khue-events", "hash-key-file", secrets + "/pairwise-salt");
    }
}
