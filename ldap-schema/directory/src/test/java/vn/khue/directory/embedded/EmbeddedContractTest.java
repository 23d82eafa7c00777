package vn.khue.directory.embedded;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.ldap.DirectoryContract;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** The contract over the embedded server. */
class EmbeddedContractTest extends DirectoryContract {

    @TempDir
    static Path folder;

    @Override
    protected RunningServer startServer() throws Exception {
        return ServerKind.EMBEDDED.start(folder.resolve("embedded"));
    }
}
