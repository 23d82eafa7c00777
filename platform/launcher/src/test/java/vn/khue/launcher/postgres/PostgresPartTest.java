package vn.khue.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.Installation;
import vn.khue.launcher.home.PartEnvironment;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.process.PartProcess;
import vn.khue.launcher.supervisor.PartStarter;

/** A real PostgreSQL server, through its whole life. */
class PostgresPartTest {
    // One data directory for all: each test leaves a server that can be started again, as an operator would.
    @TempDir
    private static Path directory;

    private static final Texts TEXTS = Texts.launcher("en");

    private static StateDirectory state;
    private static Ports ports;
    private static Secrets secrets;
    private static PostgresPart postgres;
    private static PartStarter starter;

    @BeforeAll
    static void prepare() throws IOException {
        // A path as people make them.
        state = new StateDirectory(directory.resolve("trạng thái của trường"));
        state.create();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ports = new Ports(free.getLocalPort() - 5433);
        }
        secrets = new Secrets(state.secrets(), new SecureRandom());
        secrets.createMissing();
        postgres = new PostgresPart(
                state,
                ports,
                secrets,
                new PartEnvironment(state, ports, new Installation(directory), System.getenv()).common(),
                TEXTS);
        starter = new PartStarter(
                state, new Console(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), TEXTS));
    }

    @AfterEach
    void stop() {
        starter.stop(postgres);
    }

    @Test
    void keepsWhatWasCommittedWhenItIsKilled() throws SQLException {
        PartProcess first = starter.start(postgres);
        try (Connection connection = connect("signing", secrets.read("db-signing"), "signing");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (word text)");
            statement.execute("INSERT INTO kept VALUES ('Khuê')");
        }

        first.stop("KILL", Duration.ofSeconds(5));
        PartProcess second = starter.start(postgres);

        assertThat(second.identity()).isNotEqualTo(first.identity());
        try (Connection connection = connect("signing", secrets.read("db-signing"), "signing");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT word FROM kept")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("Khuê");
        }
        assertThat(starter.start(postgres).identity())
                .as("a running server is kept")
                .isEqualTo(second.identity());
    }

    /** Speed must not be bought with what keepsWhatWasCommittedWhenItIsKilled cannot see: a machine that loses its power. */
    @Test
    void committedMeansOnTheDisk() throws SQLException {
        starter.start(postgres);
        for (String name : PostgresPart.DATABASES) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (Connection connection = connect(name, secrets.read("db-" + name), name);
                        Statement statement = connection.createStatement();
                        ResultSet shown = statement.executeQuery("SHOW " + setting)) {
                    shown.next();
                    assertThat(shown.getString(1)).as(setting + " in " + name).isEqualTo("on");
                }
            }
        }
    }

    @Test
    void letsNobodyInWhoShouldNotBe() throws SQLException, IOException {
        starter.start(postgres);

        assertThatThrownBy(() -> connect("signing", "wrong", "signing"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("authentication");
        assertThatThrownBy(() -> connect("audit", secrets.read("db-audit"), "signing"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        try (Stream<Path> files = Files.list(state.secrets())) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        String log = Files.readString(state.log("postgres"));
        for (String name : PostgresPart.DATABASES) {
            assertThat(log).doesNotContain(secrets.read("db-" + name));
        }
    }

    @Test
    void saysWhichPortIsTakenAndWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(ports.postgres(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> starter.start(postgres))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("postgres")
                    .hasMessageContaining("KHUE_PORT_BASE");
        }
    }

    @Test
    void showsTheLastLinesOfAServerThatDoesNotStart() throws IOException {
        starter.start(postgres);
        starter.stop(postgres);
        Path version = state.data("postgres").resolve("PG_VERSION");
        String right = Files.readString(version);
        Files.writeString(version, "3\n");
        try {
            assertThatThrownBy(() -> starter.start(postgres))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("FATAL");
        } finally {
            Files.writeString(version, right);
        }
    }

    @Test
    void startsThoughAnotherProcessHasTheNumberOfTheKilledServer() throws IOException {
        PartProcess first = starter.start(postgres);
        first.stop("KILL", Duration.ofSeconds(5));
        Path pidFile = state.data("postgres").resolve("postmaster.pid");
        Files.writeString(
                pidFile,
                Files.readString(pidFile)
                        .replaceFirst(
                                "^[0-9]+", Long.toString(ProcessHandle.current().pid())));

        assertThat(starter.start(postgres).alive()).isTrue();
    }

    @Test
    void showsTheLastLinesWhereTheDataDirectoryCannotBeMade() throws IOException {
        StateDirectory other = new StateDirectory(directory.resolve("other"));
        other.create();
        Files.createSymbolicLink(other.root().resolve("postgres"), state.root().resolve("postgres"));
        PostgresPart second = new PostgresPart(
                other,
                ports,
                new Secrets(other.secrets(), new SecureRandom()),
                new PartEnvironment(other, ports, new Installation(directory), System.getenv()).common(),
                TEXTS);

        starter.start(postgres);
        assertThatThrownBy(second::prepare)
                .as("no password file, so initdb fails")
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("initdb:");
    }

    private Connection connect(String user, String password, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + ports.postgres() + "/" + database + "?loginTimeout=5", user, password);
    }
}
