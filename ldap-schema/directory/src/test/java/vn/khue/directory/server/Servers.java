package vn.khue.directory.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.policy.DirectoryPolicy;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;

/** Starts the one or the other server for a test. */
public final class Servers {

    private static final long MAX_BYTES = 256L * 1024 * 1024;

    private Servers() {}

    public static RunningServer embedded(Path folder, DirectoryPolicy policy) {
        EmbeddedServer server = EmbeddedServer.start(
                new EmbeddedSettings(
                        folder.resolve("embedded"),
                        RunningServer.BASE,
                        0,
                        RunningServer.ADMIN_PASSWORD,
                        RunningServer.SERVICES,
                        policy),
                e -> {
                    throw new AssertionError(e);
                });
        return new RunningServer() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    /** The system's slapd; the test is skipped where none is installed. */
    public static RunningServer slapd(Path folder, DirectoryPolicy policy) throws IOException {
        PrivateSlapd server = PrivateSlapd.start(
                installation(), settings(folder.resolve("slapd"), freePort()).with(policy));
        return new RunningServer() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    public static SlapdInstallation installation() {
        Optional<SlapdInstallation> installation = SlapdInstallation.find();
        assumeTrue(installation.isPresent(), "slapd is not installed: apt install slapd");
        return installation.get();
    }

    public static SlapdSettings settings(Path folder, int port) {
        return new SlapdSettings(
                folder, RunningServer.BASE, port, RunningServer.ADMIN_PASSWORD, RunningServer.SERVICES, MAX_BYTES);
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
