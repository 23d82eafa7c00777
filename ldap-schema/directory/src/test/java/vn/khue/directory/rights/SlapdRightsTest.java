package vn.khue.directory.rights;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** The rights of slapd. */
class SlapdRightsTest extends RightsContract {

    @TempDir
    static Path folder;

    @Override
    protected RunningServer startServer() throws Exception {
        return ServerKind.SLAPD.start(folder.resolve("slapd"));
    }

    @Override
    protected boolean isSlapd() {
        return true;
    }
}
