package vn.khue.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialGate;
import vn.khue.web.trial.TrialPersons;

/**
 * The console before a gate that answers what a test says, right or odd; once for all tests, it stops with the JVM. Whether gate and
 * console understand each other is shown by the journeys of platform/e2e, with the real gate.
 */
public final class ConsoleServer {

    /** Answers that are as agreed. */
    public static final String CLASS = "u1-2026-6a1";

    public static final String AN = "0a000000-0000-4000-8000-000000000001";
    public static final String DAT = "0a000000-0000-4000-8000-000000000002";

    private static final class Only {
        private static final ConsoleServer SERVER = new ConsoleServer();
    }

    private final TrialGate gate = new TrialGate();
    private final ConfigurableApplicationContext app;
    private final String base;

    private ConsoleServer() {
        try {
            Path secrets = Files.createTempDirectory("khue-console-test");
            Files.writeString(secrets.resolve("client-console"), "a secret of a test only\n");
            int port = freePort();
            base = "http://localhost:" + port;
            app = new SpringApplicationBuilder(ConsoleApplication.class)
                    .run(
                            "--KHUE_SECRETS=" + secrets,
                            "--KHUE_ISSUER=" + gate.issuer(),
                            "--KHUE_CONSOLE_URL=" + base,
                            "--server.port=" + port,
                            "--logging.level.root=off");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            app.close();
            gate.close();
        }));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The server, with a gate that answers everything as agreed. */
    public static ConsoleServer get() {
        ConsoleServer server = Only.SERVER;
        server.gate.answers(
                "/khue-help/mine",
                200,
                mine("\"RESET_PASSWORD\",\"ISSUE_BADGE\",\"VOID_BADGE\","
                        + "\"RESET_PICTURES\",\"UNLOCK\",\"END_SESSIONS\",\"OPEN_WINDOW\",\"CLOSE_WINDOW\",\"FLY\""));
        server.gate.answers("/khue-help/classes/" + CLASS, 200, pupils());
        server.gate.answers("/khue-help/children", 200, "{\"children\":[]}");
        server.gate.answers("/khue-apps", 404, "{}");
        server.gate.asked();
        return server;
    }

    public static String mine(String acts) {
        return "{\"classes\":[{\"class\":\"" + CLASS + "\",\"name\":\"6A1\",\"unit\":\"u1\",\"unitName\":\"Trường u1\","
                + "\"pupils\":2,\"acts\":[" + acts + "]}],\"units\":[]}";
    }

    public static String pupils() {
        return "{\"class\":\"" + CLASS + "\",\"unit\":\"u1\",\"window\":null,\"pupils\":["
                + pupil(
                        AN,
                        "an.l",
                        "Lê An",
                        "An",
                        "{\"issued\":\"2026-09-01T00:00:00Z\"," + "\"expires\":\"2027-05-31T00:00:00Z\"}",
                        false)
                + "," + pupil(DAT, "dat.nv", "Nguyễn Văn Đạt", "Đạt", "null", true) + "]}";
    }

    public static String pupil(String id, String uid, String name, String given, String badge, boolean locked) {
        return "{\"id\":\"" + id + "\",\"uid\":\"" + uid + "\",\"name\":\"" + name + "\",\"givenName\":\"" + given
                + "\",\"password\":false,\"badge\":" + badge + ",\"pictures\":false,\"slip\":null,\"locked\":" + locked
                + ",\"sessions\":0}";
    }

    public TrialGate gate() {
        return gate;
    }

    public String base() {
        return base;
    }

    /** A browser of a new person with this role at unit u1, signed in. */
    public TrialBrowser browser(String role, String... units) {
        TrialBrowser browser = new TrialBrowser(base);
        browser.signIn(gate, person(role, units), "/acting-unit");
        return browser;
    }

    /** Claims of a new person with this role at unit u1. */
    public Map<String, Object> person(String role, String... units) {
        return TrialPersons.person(
                UUID.randomUUID().toString(),
                "hoa.bt",
                "Bùi Thị Hoà",
                role,
                units.length == 0 ? new String[] {"u1"} : units);
    }
}
