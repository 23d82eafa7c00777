package vn.khue.directory.rules;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** The rules of the embedded server. */
class EmbeddedRulesTest extends RulesContract {

    @TempDir
    static Path folder;

    @Override
    protected RunningServer startServer() throws Exception {
        return ServerKind.EMBEDDED.start(folder.resolve("embedded"));
    }
}
