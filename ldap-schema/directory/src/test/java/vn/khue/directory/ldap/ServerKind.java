package vn.khue.directory.ldap;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;

/** The servers that must do alike. */
enum ServerKind {
    EMBEDDED {
        @Override
        TestServer start(Path folder, int port) {
            EmbeddedServer server = EmbeddedServer.start(
                    new EmbeddedSettings(folder, TestServer.BASE, port, TestServer.PASSWORD, SERVICES), e -> {
                        throw new AssertionError(e);
                    });
            return new TestServer(server.port(), server::close, Optional.empty());
        }
    },
    SLAPD {
        @Override
        TestServer start(Path folder, int port) throws IOException {
            Optional<SlapdInstallation> installation = SlapdInstallation.find();
            assumeTrue(installation.isPresent(), "slapd is not installed: apt install slapd");
            PrivateSlapd server = PrivateSlapd.start(
                    installation.get(),
                    new SlapdSettings(
                            folder,
                            TestServer.BASE,
                            port == 0 ? freePort() : port,
                            TestServer.PASSWORD,
                            SERVICES,
                            MAX_BYTES));
            return new TestServer(server.port(), server::close, Optional.of(server.process()));
        }
    };

    private static final long MAX_BYTES = 512L << 20;
    private static final Map<String, String> SERVICES = Map.of("keycloak", TestServer.KEYCLOAK_PASSWORD);

    /**
     * Starts one.
     *
     * @param port 0 for a free one
     */
    abstract TestServer start(Path folder, int port) throws IOException;

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
