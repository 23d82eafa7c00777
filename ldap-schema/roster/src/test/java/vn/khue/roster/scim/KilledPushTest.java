package vn.khue.roster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.roster.scim.ScimBulkTest.op;
import static vn.khue.roster.scim.ScimBulkTest.post;
import static vn.khue.roster.scim.ScimWorld.pupil;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The service as a process of its own, killed in the middle of a push that a lock of the test holds up. */
class KilledPushTest {

    @TempDir
    private Path folder;

    @Test
    void aPushThatIsKilledHalfwayLeavesNothingAndCanBeSentAgain() throws Exception {
        try (var scim = new ScimWorld(folder)) {
            String last = scim.post("/Users", pupil("last", "7900000009", "Lê", "Bình"))
                    .id();
            long events = scim.world.count("select count(*) from audit_outbox");
            String body = "{\"schemas\":[\"" + ScimWorld.BULK + "\"],\"Operations\":["
                    + post("/Users", "a", pupil("an", "7900000001", "Nguyễn", "An")) + ","
                    + op("PUT", "/Users/" + last, pupil("last", "7900000009", "Lê", "Bảo")) + "]}";
            try (Connection holder = scim.world.database().getConnection();
                    Statement statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("select from scim_resource where id = '" + last + "' for update");
                Process server = server(scim.world.databaseUrl());
                try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
                    CompletableFuture<HttpResponse<String>> sent = HttpClient.newHttpClient()
                            .sendAsync(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + out.readLine() + "/scim/"
                                                    + scim.source + "/v2/Bulk"))
                                            .header("Authorization", "Bearer " + scim.token)
                                            .POST(HttpRequest.BodyPublishers.ofString(body))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
                    untilHeldUp(scim, sent);
                    assertThat(sent).isNotDone();
                } finally {
                    server.destroyForcibly().waitFor();
                }
                holder.rollback();
            }
            assertThat(scim.mirrored()).isEqualTo(1);
            assertThat(scim.find("/Users", "userName eq \"an\"")
                            .body()
                            .get("totalResults")
                            .asInt())
                    .isZero();
            assertThat(scim.world.count("select count(*) from audit_outbox")).isEqualTo(events);

            assertThat(scim.post("/Bulk", body).body().findValuesAsString("status"))
                    .containsExactly("201", "200");
            assertThat(scim.mirrored()).isEqualTo(2);
        }
    }

    /** The push has written its first user and waits for the second. */
    private static void untilHeldUp(ScimWorld scim, CompletableFuture<HttpResponse<String>> sent)
            throws InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            if (scim.world.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and query like 'update scim_resource%' and datname = current_database()")
                    > 0) {
                return;
            }
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("the push was never held up: " + scim.world.activity() + "; "
                + sent.thenApply(HttpResponse::body).getNow("no answer"));
    }

    private static Process server(String url) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledPushTest.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The process: serves, and says on which port. */
    public static void main(String[] arguments) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        ScimServer server = ScimServer.start(
                0,
                port -> new ScimService(
                        database,
                        URI.create("http://localhost:" + port + ScimServer.MOUNT),
                        ScimLimits.standard(),
                        Clock.systemUTC()));
        System.out.println(server.port());
        System.out.flush();
    }
}
