package vn.khue.directory.rules;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.policy.DirectoryPolicy;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.Servers;

/** The rules of the embedded server. */
class EmbeddedRulesTest extends RulesContract {

    @TempDir
    static Path folder;

    @Override
    protected RunningServer startServer() {
        return Servers.embedded(folder, DirectoryPolicy.current());
    }
}
