package vn.khue.directory.apppassword;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.Servers;

/** App passwords of the embedded server. */
class EmbeddedAppPasswordTest extends AppPasswordContract {

    @TempDir
    static Path folder;

    @Override
    protected RunningServer startServer() {
        return Servers.embedded(folder, POLICY);
    }
}
