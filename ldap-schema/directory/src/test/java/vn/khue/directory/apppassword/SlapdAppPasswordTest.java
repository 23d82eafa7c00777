package vn.khue.directory.apppassword;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** App passwords of slapd. */
class SlapdAppPasswordTest extends AppPasswordContract {

    @TempDir
    static Path folder;

    @Override
    protected RunningServer startServer() throws Exception {
        return ServerKind.SLAPD.start(folder.resolve("slapd"), 0, POLICY);
    }
}
