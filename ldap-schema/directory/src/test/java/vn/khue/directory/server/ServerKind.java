package vn.khue.directory.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.policy.DirectoryPolicy;
import vn.khue.directory.slapd.PrivateSlapd;

/** The servers that must do alike. */
public enum ServerKind {
    EMBEDDED {
        @Override
        public RunningServer start(Path folder, int port, DirectoryPolicy policy) {
            EmbeddedServer server = EmbeddedServer.start(
                    new EmbeddedSettings(
                            folder,
                            RunningServer.BASE,
                            port,
                            RunningServer.ADMIN_PASSWORD,
                            RunningServer.SERVICES,
                            policy),
                    e -> {
                        throw new AssertionError(e);
                    });
            return new RunningServer(server.port(), server::close, Optional.empty());
        }
    },
    /** The system's; the test is skipped where none is installed. */
    SLAPD {
        @Override
        public RunningServer start(Path folder, int port, DirectoryPolicy policy) throws IOException {
            PrivateSlapd server = PrivateSlapd.start(
                    SystemSlapd.installation(),
                    SystemSlapd.settings(folder, port == 0 ? SystemSlapd.freePort() : port)
                            .with(policy));
            return new RunningServer(server.port(), server::close, Optional.of(server.process()));
        }
    };

    /**
     * Starts one.
     *
     * @param folder its own, made where it is missing; what it holds from before is kept
     * @param port 0 for a free one
     */
    public abstract RunningServer start(Path folder, int port, DirectoryPolicy policy) throws IOException;

    /** Starts one with the current policy. */
    public RunningServer start(Path folder, int port) throws IOException {
        return start(folder, port, DirectoryPolicy.current());
    }

    /** Starts one with the current policy at a free port. */
    public RunningServer start(Path folder) throws IOException {
        return start(folder, 0);
    }
}
