package vn.khue.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.launcher.home.Installation;
import vn.khue.launcher.home.PartEnvironment;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.postgres.PostgresPart;
import vn.khue.launcher.supervisor.PartStarter;

/** The words of {@code khue roster scim} over a real database and a real directory. Slow: each waits for an audit service that is not there. */
@Tag("slow")
class ScimWordsTest {
    private static final String BASE = "dc=khue,dc=edu,dc=vn";
    private static final Texts TEXTS = Texts.launcher("en");

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aTokenIsIssuedIntoAFileServesAndPlansAndIsRevoked() throws Exception {
        StateDirectory state = new StateDirectory(directory.resolve("state"));
        state.create();
        Ports ports = freePorts();
        Secrets secrets = new Secrets(state.secrets(), new SecureRandom());
        secrets.createMissing();
        PostgresPart postgres = new PostgresPart(
                state,
                ports,
                secrets,
                new PartEnvironment(state, ports, new Installation(directory), System.getenv()).common(),
                TEXTS);
        PartStarter starter = new PartStarter(state, new Console(stream(new ByteArrayOutputStream()), TEXTS));
        try (EmbeddedServer ldap = EmbeddedServer.start(
                new EmbeddedSettings(
                        directory.resolve("directory"),
                        BASE,
                        ports.ldap(),
                        secrets.read("ldap-admin"),
                        Map.of("roster", secrets.read("ldap-roster"))),
                failure -> {
                    throw new AssertionError(failure);
                })) {
            assertThat(ldap.port()).isEqualTo(ports.ldap());
            starter.start(postgres);
            Path file = directory.resolve("token");
            assertThat(run(state, ports, "issue", "hr", "--token-file", file.toString()))
                    .isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String token = Files.readString(file).strip();
            assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(token);

            Thread server = new Thread(() -> run(state, ports, "serve"));
            server.start();
            untilServing();
            assertThat(get(ports, token)).isEqualTo(200);
            assertThat(get(ports, "no" + token)).isEqualTo(401);
            assertThat(main(state, ports, "roster", "plan", "--scim", "hr")).isZero();
            assertThat(main(state, ports, "roster", "plan", "--scim", "nobody")).isEqualTo(1);

            assertThat(run(state, ports, "list")).isZero();
            String id = token.split("_", -1)[1];
            assertThat(out.toString(StandardCharsets.UTF_8)).contains(id + "  hr  ");
            assertThat(run(state, ports, "forget", "hr")).isEqualTo(1);
            assertThat(run(state, ports, "revoke", id)).isZero();
            assertThat(get(ports, token)).isEqualTo(401);
            assertThat(run(state, ports, "forget", "hr")).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("0 users and groups that source hr pushed");
            server.interrupt();
            server.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(server.isAlive()).isFalse();
        } finally {
            starter.stop(postgres);
        }
    }

    private static Ports freePorts() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Ports(free.getLocalPort() - 5433);
        }
    }

    private static int get(Ports ports, String token) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + ports.scim() + "/scim/hr/v2/Users"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private void untilServing() throws InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            if (out.toString(StandardCharsets.UTF_8).contains("SCIM listens")) {
                return;
            }
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("it never listened");
    }

    private int run(StateDirectory state, Ports ports, String... words) {
        List<String> all = new ArrayList<>(List.of("roster", "scim"));
        all.addAll(List.of(words));
        return main(state, ports, all.toArray(String[]::new));
    }

    private int main(StateDirectory state, Ports ports, String... words) {
        return Main.run(
                new ArrayList<>(List.of(words)),
                Map.of(
                        "KHUE_STATE",
                        state.root().toString(),
                        "KHUE_PORT_BASE",
                        Integer.toString(ports.base()),
                        "KHUE_LANG",
                        "en"),
                stream(out),
                stream(out));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
