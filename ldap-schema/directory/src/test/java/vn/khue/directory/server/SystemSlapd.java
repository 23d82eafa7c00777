package vn.khue.directory.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;

/** The slapd of the machine that runs the tests, and the settings that they give it. */
public final class SystemSlapd {

    private static final long MAX_BYTES = 512L << 20;
    private static final int LEAST_PORT = 20_000;
    private static final int FIRST_OF_CONNECTIONS = 32_768;
    private static final int ATTEMPTS = 100;

    private SystemSlapd() {}

    /** Skips the test where none is installed. */
    public static SlapdInstallation installation() {
        Optional<SlapdInstallation> installation = SlapdInstallation.find();
        assumeTrue(installation.isPresent(), "slapd is not installed: apt install slapd");
        return installation.get();
    }

    public static SlapdSettings settings(Path folder, int port) {
        return new SlapdSettings(
                folder, RunningServer.BASE, port, RunningServer.ADMIN_PASSWORD, RunningServer.SERVICES, MAX_BYTES);
    }

    /**
     * Below what Linux gives to connections (ip_local_port_range, 32768 as it comes): peers, and whoever waits for slapd, try to connect before it
     * listens, and a connection from its port, be it to itself, would keep slapd from listening there.
     */
    public static int freePort() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST_PORT, FIRST_OF_CONNECTIONS);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody has it.
            }
        }
        throw new IOException("expected a free port from " + LEAST_PORT + " to " + FIRST_OF_CONNECTIONS
                + ", found none in " + ATTEMPTS + " attempts");
    }
}
