package vn.khue.directory.slapd;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vn.khue.directory.policy.DirectoryPolicy;

/**
 * What a private slapd needs to start.
 *
 * @param folder for its configuration and data; made with mode 0700 where missing
 * @param base DN of the tree
 * @param port on loopback
 * @param adminPassword of cn=admin below the base
 * @param servicePasswords of the service accounts, by name, see {@link vn.khue.directory.schema.ServiceAccounts}
 * @param maxBytes how large the database may grow; disk is used as needed
 * @param policy the legal numbers that hold
 * @param tls empty for a slapd that is spoken to on loopback only
 * @param replication empty for a slapd that stands alone
 */
public record SlapdSettings(
        Path folder,
        String base,
        int port,
        String adminPassword,
        Map<String, String> servicePasswords,
        long maxBytes,
        DirectoryPolicy policy,
        Optional<SlapdTls> tls,
        Optional<SlapdReplication> replication) {

    public SlapdSettings {
        servicePasswords = Map.copyOf(servicePasswords);
        folder = folder.toAbsolutePath();
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(replication, "replication");
    }

    /** A slapd alone, on loopback, with the policy that holds today. */
    public SlapdSettings(
            Path folder,
            String base,
            int port,
            String adminPassword,
            Map<String, String> servicePasswords,
            long maxBytes) {
        this(
                folder,
                base,
                port,
                adminPassword,
                servicePasswords,
                maxBytes,
                DirectoryPolicy.current(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with that policy. */
    public SlapdSettings with(DirectoryPolicy other) {
        return new SlapdSettings(
                folder, base, port, adminPassword, servicePasswords, maxBytes, other, tls, replication);
    }

    /** The same with TLS. */
    public SlapdSettings with(SlapdTls other) {
        return new SlapdSettings(
                folder, base, port, adminPassword, servicePasswords, maxBytes, policy, Optional.of(other), replication);
    }

    /** The same as one of several servers. */
    public SlapdSettings with(SlapdReplication other) {
        return new SlapdSettings(
                folder, base, port, adminPassword, servicePasswords, maxBytes, policy, tls, Optional.of(other));
    }

    /** Whether this server makes the first entries itself. */
    boolean founds() {
        return replication.map(SlapdReplication::founds).orElse(true);
    }

    @Override
    public String toString() {
        return "SlapdSettings[" + folder + ", " + base + ", port " + port + "]";
    }
}
