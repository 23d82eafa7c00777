package vn.khue.directory.slapd;

import com.unboundid.ldap.sdk.Entry;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.SecretFiles;
import vn.khue.directory.policy.DirectoryPolicy;
import vn.khue.directory.schema.ServiceAccounts;

/**
 * Writes the configuration and the first entries for a slapd that runs as a service of the system (docs/operators.md). Takes one argument,
 * the folder to write {@code config.ldif} and {@code entries.ldif} to, both of mode 0600. Environment:
 *
 * <ul>
 *   <li>{@code KHUE_SECRETS}: folder of the secret files {@code ldap-admin}, {@code ldap-} and the name of each service, and {@code
 *       ldap-replicator} where there are peers
 *   <li>{@code KHUE_SLAPD_FOLDER}: where that slapd keeps its data; /var/lib/ldap where not set
 *   <li>{@code KHUE_SLAPD_PORT}: its plain port; 389 where not set
 *   <li>{@code KHUE_LDAP_BASE}: base DN; dc=khue,dc=edu,dc=vn where not set
 *   <li>{@code KHUE_POLICY}: policy profile; VN-2026 where not set
 *   <li>{@code KHUE_SLAPD_CERTIFICATE}, {@code KHUE_SLAPD_KEY}, {@code KHUE_SLAPD_AUTHORITIES}: PEM files; all three
 *   <li>{@code KHUE_SLAPD_ID} and {@code KHUE_SLAPD_PEERS}: number of this server, and the URLs of the others between spaces; both or
 *       neither
 * </ul>
 *
 * <p>Ends with 0, or with 78 and a line that says what was expected where the environment is wrong.
 */
public final class WriteSlapdFiles {

    /** sysexits.h EX_CONFIG. */
    private static final int WRONG_ENVIRONMENT = 78;

    private static final long MAX_BYTES = 16L << 30;

    private WriteSlapdFiles() {}

    public static void main(String[] arguments) {
        var err =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        try {
            if (arguments.length != 1) {
                throw new IllegalArgumentException(
                        "expected one argument, the folder to write to, found " + arguments.length);
            }
            write(Path.of(arguments[0]), System.getenv());
        } catch (IllegalArgumentException | DirectoryException | IOException e) {
            err.println(e.getMessage());
            Runtime.getRuntime().halt(WRONG_ENVIRONMENT);
        }
    }

    static void write(Path folder, Map<String, String> environment) throws IOException {
        SlapdInstallation installation = SlapdInstallation.find()
                .orElseThrow(() -> new IllegalArgumentException("expected slapd, found none; apt install slapd"));
        var config = new SlapdConfig(installation, settings(environment));
        Files.createDirectories(folder);
        writePrivately(folder.resolve("config.ldif"), config.config());
        var entries = new StringBuilder();
        for (Entry entry : config.firstEntries()) {
            entries.append(entry.toLDIFString()).append('\n');
        }
        writePrivately(folder.resolve("entries.ldif"), entries.toString());
    }

    /** The settings that the environment says. */
    static SlapdSettings settings(Map<String, String> environment) {
        var secrets = new SecretFiles(Path.of(required(environment, "KHUE_SECRETS")));
        var services = new HashMap<String, String>();
        for (String service : ServiceAccounts.NAMES) {
            services.put(service, secrets.read("ldap-" + service));
        }
        SlapdSettings settings = new SlapdSettings(
                        Path.of(environment.getOrDefault("KHUE_SLAPD_FOLDER", "/var/lib/ldap")),
                        environment.getOrDefault("KHUE_LDAP_BASE", "dc=khue,dc=edu,dc=vn"),
                        Integer.parseInt(environment.getOrDefault("KHUE_SLAPD_PORT", "389")),
                        secrets.read("ldap-admin"),
                        services,
                        MAX_BYTES)
                .with(DirectoryPolicy.load(environment.getOrDefault("KHUE_POLICY", DirectoryPolicy.CURRENT)))
                .with(new SlapdTls(
                        Path.of(required(environment, "KHUE_SLAPD_CERTIFICATE")),
                        Path.of(required(environment, "KHUE_SLAPD_KEY")),
                        Path.of(required(environment, "KHUE_SLAPD_AUTHORITIES")),
                        0));
        Optional<String> peers =
                Optional.ofNullable(environment.get("KHUE_SLAPD_PEERS")).filter(text -> !text.isBlank());
        if (peers.isEmpty()) {
            return settings;
        }
        List<URI> urls = Arrays.stream(peers.get().strip().split("\\s+"))
                .map(URI::create)
                .toList();
        return settings.with(new SlapdReplication(
                Integer.parseInt(required(environment, "KHUE_SLAPD_ID")), urls, secrets.read("ldap-replicator")));
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "expected the environment variable " + name + ", found none; see docs/operators.md");
        }
        return value;
    }
}
