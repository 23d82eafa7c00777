package vn.khue.signing.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server that is told its port and listens seconds later. Below what Linux gives to connections (ip_local_port_range, 32768
 * as it comes), for in those seconds every connection of this machine takes one of these.
 */
public final class TrialPort {
    private static final int LEAST = 20_000;
    private static final int FIRST_OF_CONNECTIONS = 32_768;
    private static final int ATTEMPTS = 100;

    private TrialPort() {}

    /** Free on the loopback address while it was asked. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, FIRST_OF_CONNECTIONS);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody has it.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("expected a free port from " + LEAST + " to " + FIRST_OF_CONNECTIONS
                + ", found none in " + ATTEMPTS + " attempts");
    }
}
