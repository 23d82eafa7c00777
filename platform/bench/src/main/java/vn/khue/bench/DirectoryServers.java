package vn.khue.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;

/** The directories that are measured: on loopback, with one tree and one administrator. */
final class DirectoryServers {

    static final String BASE = "dc=khue,dc=edu,dc=vn";
    static final String PASSWORD = "bench-admin";

    /** Address space; the file grows as needed. */
    private static final long SLAPD_BYTES = 16L << 30;

    private DirectoryServers() {}

    static SlapdInstallation installation() {
        return SlapdInstallation.find()
                .orElseThrow(() -> new BenchException("expected slapd, found none; apt-get install slapd"));
    }

    /** @param folder its own */
    static SlapdSettings slapd(Path folder) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new SlapdSettings(
                    folder, BASE, socket.getLocalPort(), PASSWORD, Map.of("audit", "bench-audit"), SLAPD_BYTES);
        }
    }

    /** @param folder its own; what it holds from before is kept */
    static EmbeddedServer embedded(Path folder) {
        return EmbeddedServer.start(new EmbeddedSettings(folder, BASE, 0, PASSWORD, Map.of()), e -> {
            throw new BenchException("expected the disk to take the journal, found " + e, e);
        });
    }

    static LdapEndpoint admin(int port) {
        return LdapEndpoint.of("ldap://127.0.0.1:" + port, BASE, "cn=admin," + BASE, PASSWORD);
    }
}
