package vn.khue.directory.slapd;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a private slapd needs to start.
 *
 * @param folder for its configuration and data; made with mode 0700 where missing
 * @param base DN of the tree
 * @param port on loopback
 * @param adminPassword of cn=admin below the base
 * @param servicePasswords of the service accounts, by name; taken when the folder is new
 * @param maxBytes how large the database may grow; disk is used as needed
 */
public record SlapdSettings(
        Path folder, String base, int port, String adminPassword, Map<String, String> servicePasswords, long maxBytes) {

    public SlapdSettings {
        servicePasswords = Map.copyOf(servicePasswords);
        folder = folder.toAbsolutePath();
    }

    @Override
    public String toString() {
        return "SlapdSettings[" + folder + ", " + base + ", port " + port + "]";
    }
}
