package vn.khue.directory.rights;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.policy.DirectoryPolicy;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.Servers;

/** The rights of the embedded server. */
class EmbeddedRightsTest extends RightsContract {

    @TempDir
    static Path folder;

    @Override
    protected RunningServer startServer() {
        return Servers.embedded(folder, DirectoryPolicy.current());
    }

    @Override
    protected boolean isSlapd() {
        return false;
    }
}
