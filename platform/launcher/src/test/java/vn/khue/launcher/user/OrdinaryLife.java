package vn.khue.launcher.user;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import vn.khue.directory.Dated;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.launcher.Console;
import vn.khue.launcher.Texts;
import vn.khue.launcher.directory.EmbeddedDirectoryPart;
import vn.khue.launcher.directory.SlapdPart;
import vn.khue.launcher.home.Installation;
import vn.khue.launcher.home.PartEnvironment;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.Settings.DirectoryKind;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.postgres.PostgresPart;
import vn.khue.launcher.supervisor.PartStarter;

/**
 * Brings PostgreSQL and the directory up, writes to both, kills both, brings them up again and reads. Run in a process of its own by
 * whoever is to be able to do that; prints what it read. Arguments: state directory, directory with {@code lib/*.jar}, port base, kind of
 * directory.
 */
public final class OrdinaryLife {
    private static final String BASE = "dc=khue,dc=edu,dc=vn";

    private final StateDirectory state;
    private final Ports ports;
    private final Secrets secrets;
    private final PartStarter starter;
    private final List<Part> parts;

    private OrdinaryLife(Path root, Path installed, int base, DirectoryKind kind) {
        Texts texts = Texts.launcher("en");
        state = new StateDirectory(root);
        state.create();
        ports = new Ports(base);
        secrets = new Secrets(state.secrets(), new SecureRandom());
        secrets.createMissing();
        Installation installation = new Installation(installed);
        SortedMap<String, String> environment =
                new PartEnvironment(state, ports, installation, System.getenv()).common();
        starter = new PartStarter(state, new Console(new PrintStream(System.out, true, StandardCharsets.UTF_8), texts));
        parts = List.of(
                new PostgresPart(state, ports, secrets, environment, texts),
                switch (kind) {
                    case EMBEDDED -> new EmbeddedDirectoryPart(state, installation, ports, secrets, environment);
                    case SLAPD -> new SlapdPart(state, ports, secrets, environment, texts, records -> {});
                });
    }

    public static void main(String[] arguments) throws SQLException {
        new OrdinaryLife(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        DirectoryKind.valueOf(arguments[3]))
                .live();
    }

    private void live() throws SQLException {
        try {
            parts.forEach(starter::start);
            write();
            parts.forEach(part -> starter.running(part).orElseThrow().stop("KILL", Duration.ofSeconds(5)));
            parts.forEach(starter::start);
            read();
        } finally {
            parts.forEach(starter::stop);
        }
    }

    private void write() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (word text)");
            statement.execute("INSERT INTO kept VALUES ('Khuê')");
        }
        try (LdapDirectoryWriter writer = new LdapDirectoryWriter(endpoint())) {
            writer.add(new Unit(
                    "th-thu",
                    UnitKind.TIEU_HOC,
                    List.of(new Dated<>("Trường Thử", Validity.since(LocalDate.of(2026, 9, 1)))),
                    List.of(),
                    OptionalInt.empty()));
        }
    }

    private void read() throws SQLException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT word FROM kept")) {
            rows.next();
            out.println("table: " + rows.getString(1));
        }
        try (LdapDirectory directory = new LdapDirectory(endpoint())) {
            out.println("unit: "
                    + directory.unit("th-thu").orElseThrow().names().get(0).value());
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + ports.postgres() + "/signing", "signing", secrets.read("db-signing"));
    }

    private LdapEndpoint endpoint() {
        return LdapEndpoint.of(ports.ldapUrl(), BASE, "cn=admin," + BASE, secrets.read("ldap-admin"));
    }
}
