package vn.khue.directory.embedded;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.ldap.DirectoryContract;

/** The contract over the embedded server. */
class EmbeddedContractTest extends DirectoryContract {

    @TempDir
    static Path folder;

    private EmbeddedServer server;

    @Override
    protected int startServer() {
        server = EmbeddedServer.start(
                new EmbeddedSettings(folder.resolve("data"), BASE, 0, ADMIN_PASSWORD, SERVICE_PASSWORDS), e -> {
                    throw new AssertionError(e);
                });
        return server.port();
    }

    @Override
    protected void stopServer() {
        if (server != null) {
            server.close();
        }
    }
}
