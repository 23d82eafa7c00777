package vn.khue.directory.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;

/** The slapd of the machine that runs the tests, and the settings that they give it. */
public final class SystemSlapd {

    private static final long MAX_BYTES = 512L << 20;

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

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
