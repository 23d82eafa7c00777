package vn.khue.launcher.home;

import java.util.Map;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;

/**
 * Where the parts listen, on the loopback address only.
 *
 * @param base added to every port, 0 to 50000; from {@code KHUE_PORT_BASE}
 */
public record Ports(int base) {
    private static final int LARGEST_BASE = 50_000;

    /** Reads {@code KHUE_PORT_BASE}; absent means 0. */
    public static Ports from(Map<String, String> environment, Texts texts) {
        String value = environment.getOrDefault("KHUE_PORT_BASE", "0").strip();
        try {
            int base = Integer.parseInt(value);
            if (base >= 0 && base <= LARGEST_BASE) {
                return new Ports(base);
            }
        } catch (NumberFormatException e) {
            throw new LauncherException(texts.get("port.base.bad", value, LARGEST_BASE), e);
        }
        throw new LauncherException(texts.get("port.base.bad", value, LARGEST_BASE));
    }

    /** Keycloak's pages and endpoints. */
    public int keycloak() {
        return base + 8080;
    }

    /** Keycloak's health and metrics. */
    public int keycloakManagement() {
        return base + 9000;
    }

    /** signing-service. */
    public int signing() {
        return base + 8081;
    }

    /** The audit service. */
    public int audit() {
        return base + 8082;
    }

    /** The school console. */
    public int console() {
        return base + 8083;
    }

    /** Where other systems push rosters over SCIM. */
    public int scim() {
        return base + 8084;
    }

    /** The directory. */
    public int ldap() {
        return base + 1389;
    }

    /** PostgreSQL. */
    public int postgres() {
        return base + 5433;
    }

    /** Root URL of Keycloak, without a slash at the end. */
    public String keycloakUrl() {
        return "http://localhost:" + keycloak();
    }

    /** Root URL of signing-service, without a slash at the end. */
    public String signingUrl() {
        return "http://localhost:" + signing();
    }

    /** Root URL of the audit service, without a slash at the end. */
    public String auditUrl() {
        return "http://localhost:" + audit();
    }

    /** Root URL of the school console, without a slash at the end. */
    public String consoleUrl() {
        return "http://localhost:" + console();
    }

    /** URL of the directory. */
    public String ldapUrl() {
        return "ldap://localhost:" + ldap();
    }
}
