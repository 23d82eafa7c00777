package vn.khue.directory.rights;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** The rights of the embedded server. */
class EmbeddedRightsTest extends RightsContract {

    @TempDir
    static Path folder;

    @Override
    protected RunningServer startServer() throws Exception {
        return ServerKind.EMBEDDED.start(folder.resolve("embedded"));
    }

    @Override
    protected boolean isSlapd() {
        return false;
    }
}
