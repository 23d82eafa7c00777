package vn.khue.directory.rules;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** The rules of slapd. */
class SlapdRulesTest extends RulesContract {

    @TempDir
    static Path folder;

    @Override
    protected RunningServer startServer() throws Exception {
        return ServerKind.SLAPD.start(folder.resolve("slapd"));
    }
}
