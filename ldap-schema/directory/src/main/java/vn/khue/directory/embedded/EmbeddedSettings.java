package vn.khue.directory.embedded;

import java.nio.file.Path;
import java.util.Map;
import vn.khue.directory.policy.DirectoryPolicy;

/**
 * What the embedded directory needs to start.
 *
 * @param folder where its data lie; made with mode 0700 where missing
 * @param base DN of the tree
 * @param port on loopback; 0 takes a free one
 * @param adminPassword of cn=admin below the base
 * @param servicePasswords of the service accounts, by name, see {@link vn.khue.directory.schema.ServiceAccounts}; an account left out
 *     cannot bind
 * @param policy the legal numbers that hold
 */
public record EmbeddedSettings(
        Path folder,
        String base,
        int port,
        String adminPassword,
        Map<String, String> servicePasswords,
        DirectoryPolicy policy) {

    public EmbeddedSettings {
        servicePasswords = Map.copyOf(servicePasswords);
    }

    /** Settings with the policy that holds today. */
    public EmbeddedSettings(
            Path folder, String base, int port, String adminPassword, Map<String, String> servicePasswords) {
        this(folder, base, port, adminPassword, servicePasswords, DirectoryPolicy.current());
    }

    @Override
    public String toString() {
        return "EmbeddedSettings[" + folder + ", " + base + ", port " + port + "]";
    }
}
