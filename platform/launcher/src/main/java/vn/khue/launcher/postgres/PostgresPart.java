package vn.khue.launcher.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.Archive;
import vn.khue.launcher.home.ContentHash;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.home.UnpackedOnce;
import vn.khue.launcher.part.Health;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.part.PortUse;
import vn.khue.launcher.process.ProcessSpec;

/** A real PostgreSQL server with one database and one user for each part that needs one. */
public final class PostgresPart implements Part {
    /** The parts that keep their data here; database and user bear the part's name. */
    public static final List<String> DATABASES = List.of("keycloak", "signing", "audit", "roster");

    private final StateDirectory state;
    private final Ports ports;
    private final Secrets secrets;
    private final SortedMap<String, String> environment;
    private final Texts texts;
    private final Databases databases;
    private final UnpackedOnce unpacked;
    private final String release;
    private Unprivileged user;

    /** @param environment for the server's process */
    public PostgresPart(
            StateDirectory state, Ports ports, Secrets secrets, SortedMap<String, String> environment, Texts texts) {
        this.state = state;
        this.ports = ports;
        this.secrets = secrets;
        this.environment = environment;
        this.texts = texts;
        this.databases = new Databases(ports.postgres(), secrets);
        this.unpacked = new UnpackedOnce(state.root().resolve("postgres"));
        this.release = new ContentHash()
                .text(String.valueOf(PostgresPart.class.getResource(resource())))
                .shortHex();
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<PortUse> ports() {
        return List.of(new PortUse(ports.postgres(), "localhost:" + ports.postgres()));
    }

    @Override
    public void prepare() {
        unpacked.make(release, target -> {
            try (InputStream archive = PostgresPart.class.getResourceAsStream(resource())) {
                Archive.unpackTarXz(archive, target);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        new Cluster(state, unpacked.of(release), user(), environment, texts).prepare(secrets.file("db-admin"));
    }

    @Override
    public ProcessSpec process() {
        List<String> command = new ArrayList<>(List.of(binary("postgres").toString(), "-D", data().toString()));
        setting(command, "listen_addresses", "localhost");
        setting(command, "port", Integer.toString(ports.postgres()));
        setting(command, "unix_socket_directories", "");
        setting(command, "max_connections", "120");
        setting(command, "shared_buffers", "128MB");
        setting(command, "password_encryption", "scram-sha-256");
        setting(command, "log_timezone", "UTC");
        setting(command, "timezone", "UTC");
        return new ProcessSpec(
                user().wrap(command), environment, state.root(), state.log(name()), "INT", Duration.ofSeconds(20));
    }

    @Override
    public Health health() {
        try (Connection connection = databases.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            return new Health.Up();
        } catch (SQLException e) {
            return new Health.NotReady("SQLSTATE " + e.getSQLState());
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void onReady() {
        DATABASES.forEach(databases::ensure);
    }

    private synchronized Unprivileged user() {
        if (user == null) {
            user = Unprivileged.choose(texts);
        }
        return user;
    }

    private Path data() {
        return state.data(name());
    }

    private Path binary(String program) {
        return unpacked.of(release).resolve("bin").resolve(program);
    }

    private String resource() {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "/postgres-linux-" + machine + ".txz";
        if (PostgresPart.class.getResource(name) == null) {
            throw new LauncherException(texts.get("postgres.machine", System.getProperty("os.arch")));
        }
        return name;
    }

    private static void setting(List<String> command, String name, String value) {
        command.add("-c");
        command.add(name + "=" + value);
    }
}
