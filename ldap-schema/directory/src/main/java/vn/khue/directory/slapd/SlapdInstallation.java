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
 */
public record SlapdInstallation(Path slapd, Path modules, Path schemas) {

    private static final List<Path> BINARIES =
            List.of(Path.of("/usr/sbin/slapd"), Path.of("/usr/lib/openldap/slapd"), Path.of("/usr/libexec/slapd"));
    private static final List<Path> MODULES =
            List.of(Path.of("/usr/lib/ldap"), Path.of("/usr/lib64/openldap"), Path.of("/usr/lib/openldap"));
    private static final List<Path> SCHEMAS = List.of(Path.of("/etc/ldap/schema"), Path.of("/etc/openldap/schema"));

    /** The installation of this machine; empty if a part is missing. On Debian: {@code apt install slapd}. */
    public static Optional<SlapdInstallation> find() {
        return first(BINARIES)
                .flatMap(slapd -> first(MODULES)
                        .flatMap(modules ->
                                first(SCHEMAS).map(schemas -> new SlapdInstallation(slapd, modules, schemas))));
    }

    private static Optional<Path> first(List<Path> candidates) {
        return candidates.stream().filter(Files::exists).findFirst();
    }
}
