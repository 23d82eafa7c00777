package vn.khue.sso.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.keycloak.testframework.server.EmbeddedKeycloakServer;
import org.keycloak.testframework.server.KeycloakServerConfigBuilder;

/** The embedded server, on two free ports of loopback. */
final class LoopbackKeycloak extends EmbeddedKeycloakServer {
    private static final long START_SECONDS = 300;

    private final int port = freePort();
    private final int managementPort = freePort();

    LoopbackKeycloak() {
        super(START_SECONDS);
    }

    @Override
    public void start(KeycloakServerConfigBuilder config, boolean tls) {
        config.option("http-host", "localhost")
                .option("http-port", Integer.toString(port))
                .option("http-management-port", Integer.toString(managementPort))
                .spiOption("events-listener", "khue-events", "issuer", getBaseUrl() + "/realms/khue");
        super.start(config, tls);
    }

    @Override
    public String getBaseUrl() {
        return "http://localhost:" + port;
    }

    @Override
    public String getManagementBaseUrl() {
        return "http://localhost:" + managementPort;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
