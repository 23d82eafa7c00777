package vn.khue.directory.slapd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.ldap.DirectoryContract;

/** The contract over the system's slapd; skipped where none is installed. */
class SlapdContractTest extends DirectoryContract {

    private static final long MAX_BYTES = 256L * 1024 * 1024;

    @TempDir
    static Path folder;

    private PrivateSlapd slapd;

    @Override
    protected int startServer() throws Exception {
        Optional<SlapdInstallation> installation = SlapdInstallation.find();
        assumeTrue(installation.isPresent(), "slapd is not installed: apt install slapd");
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        slapd = PrivateSlapd.start(
                installation.get(),
                new SlapdSettings(folder.resolve("slapd"), BASE, port, ADMIN_PASSWORD, SERVICE_PASSWORDS, MAX_BYTES));
        return slapd.port();
    }

    @Override
    protected void stopServer() {
        if (slapd != null) {
            slapd.close();
        }
    }
}
