package vn.khue.directory.slapd;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.ldap.DirectoryContract;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** The contract over the system's slapd; skipped where none is installed. */
class SlapdContractTest extends DirectoryContract {

    @TempDir
    static Path folder;

    @Override
    protected RunningServer startServer() throws Exception {
        return ServerKind.SLAPD.start(folder.resolve("slapd"));
    }
}
