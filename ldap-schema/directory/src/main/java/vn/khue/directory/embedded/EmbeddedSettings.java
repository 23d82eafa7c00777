package vn.khue.directory.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the embedded directory needs to start.
 *
 * @param folder where its data lie; made with mode 0700 where missing
 * @param base DN of the tree
 * @param port on loopback; 0 takes a free one
 * @param adminPassword of cn=admin below the base
 * @param servicePasswords of the service accounts, by name: keycloak, signing, audit; an account left out cannot bind
 */
public record EmbeddedSettings(
        Path folder, String base, int port, String adminPassword, Map<String, String> servicePasswords) {

    public EmbeddedSettings {
        servicePasswords = Map.copyOf(servicePasswords);
    }

    @Override
    public String toString() {
        return "EmbeddedSettings[" + folder + ", " + base + ", port " + port + "]";
    }
}
