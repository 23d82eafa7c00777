package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every request of ours is put to Prism, which serves the published description of 4.14.7 and refuses what that does not have. What the client is
 * answered comes from elsewhere, for Prism's answers are the description's examples, and some of these are wrong.
 */
@Tag("slow")
class PrismTest {

    /** The newest that runs on Node 20. */
    private static final String PRISM = "@stoplight/prism-cli@5.14.2";

    private static Process prism;
    private static URI base;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        Path spec = Vectors.wazuh().resolve("spec-4.14.7.yaml");
        Path home = Files.createTempDirectory("khue-prism");
        Path log = home.resolve("log");
        assumeTrue(ran(home, log, 4, "npm", "ping"), () -> "npm cannot reach its registry: " + said(log));
        assertThat(ran(home, log, 6, "npm", "install", "--no-audit", "--no-fund", "--prefix", home.toString(), PRISM))
                .as(said(log))
                .isTrue();
        int port = freePort();
        base = URI.create("http://127.0.0.1:" + port);
        prism = new ProcessBuilder(
                        home.resolve("node_modules/.bin/prism").toString(),
                        "mock",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        spec.toRealPath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(prism::destroyForcibly));
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        while (!said(log).contains("Prism is listening")) {
            assertThat(prism.isAlive() && Instant.now().isBefore(end))
                    .as(said(log))
                    .isTrue();
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
    }

    @AfterAll
    static void stop() {
        if (prism != null) {
            prism.destroyForcibly();
        }
    }

    private static boolean ran(Path home, Path log, int minutes, String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return process.waitFor(minutes, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            Files.writeString(log, "no npm: " + e.getMessage());
            return false;
        }
    }

    private static String said(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();

    private String judged(Loopback.Asked asked) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(asked.target()))
                    .method(asked.method(), HttpRequest.BodyPublishers.ofByteArray(asked.body()))
                    .header("Authorization", asked.header("authorization"))
                    .header("Accept", "*/*");
            if (!asked.header("content-type").isEmpty()) {
                request.header("Content-Type", asked.header("content-type"));
            }
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2
                    ? ""
                    : asked.method() + " " + asked.target() + ": " + answer.statusCode() + " " + answer.body() + " "
                            + answer.headers().firstValue("sl-violations").orElse("");
        } catch (IOException e) {
            return asked.target() + ": " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Test
    void prismTakesEveryRequestOfOurs() throws Exception {
        PublishedApiTest.Describing describing =
                new PublishedApiTest.Describing(PublishedApi.read("4.14.7"), "v4.14.7");
        List<String> refused = new CopyOnWriteArrayList<>();
        List<String> put = new CopyOnWriteArrayList<>();
        try (Loopback server = Loopback.plain(asked -> {
            String verdict = judged(asked);
            put.add(asked.method() + " " + asked.path());
            if (!verdict.isEmpty()) {
                refused.add(verdict);
            }
            return describing.answer(asked);
        })) {
            Wazuh wazuh = PublishedApiTest.got(
                    new Bench(folder, server.address()).connector().connect());
            PublishedApiTest.bothLines(wazuh);
            PublishedApiTest.fourAlone((Wazuh4) wazuh);
        }
        assertThat(refused).isEmpty();
        assertThat(put).hasSizeGreaterThanOrEqualTo(Operation.values().length);
        assertThat(judged(new Loopback.Asked(
                        "GET", "/agents?limit=abc", java.util.Map.of("authorization", "Bearer x"), new byte[0])))
                .as("it does refuse")
                .contains("400");
    }
}
