package vn.khue.directory.slapd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the system keeps slapd.
 *
 * @param slapd the server's binary, which is slapadd too when called with {@code -T add}
 * @param modules folder of its modules
 * @param schemas folder of its standard schemas in LDIF
 * @param tlsCiphers the cipher line that its TLS library understands
 */
public record SlapdInstallation(Path slapd, Path modules, Path schemas, String tlsCiphers) {

    private static final List<Path> BINARIES =
            List.of(Path.of("/usr/sbin/slapd"), Path.of("/usr/lib/openldap/slapd"), Path.of("/usr/libexec/slapd"));
    private static final List<Path> MODULES =
            List.of(Path.of("/usr/lib/ldap"), Path.of("/usr/lib64/openldap"), Path.of("/usr/lib/openldap"));
    private static final List<Path> SCHEMAS = List.of(Path.of("/etc/ldap/schema"), Path.of("/etc/openldap/schema"));

    /** Debian and its kin build slapd with GnuTLS, and keep its modules here. */
    private static final Path GNUTLS_MODULES = Path.of("/usr/lib/ldap");

    private static final String GNUTLS = "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";
    private static final String OPENSSL = "HIGH:!aNULL:!eNULL";

    /** The installation of this machine; empty if a part is missing. On Debian: {@code apt install slapd}. */
    public static Optional<SlapdInstallation> find() {
        return first(BINARIES)
                .flatMap(slapd -> first(MODULES)
                        .flatMap(modules -> first(SCHEMAS)
                                .map(schemas -> new SlapdInstallation(
                                        slapd, modules, schemas, modules.equals(GNUTLS_MODULES) ? GNUTLS : OPENSSL))));
    }

    private static Optional<Path> first(List<Path> candidates) {
        return candidates.stream().filter(Files::exists).findFirst();
    }
}
