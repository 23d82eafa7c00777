package vn.khue.audit.app.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.BearerTokens;
import vn.khue.audit.event.Delivery;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.HttpEventTransport;
import vn.khue.audit.event.OutboxRow;
import vn.khue.audit.ledger.verify.LedgerVerifyCommand;

/** The door itself: who may deliver, in what form, and how the log is served to verifiers. */
class IntakeHttpTest {

    private final AuditServer server = AuditServer.get();
    private final HttpClient http = HttpClient.newHttpClient();

    private String token(String audience, String scope) {
        return server.gate().accessToken(Map.of("aud", List.of(audience), "scope", scope, "azp", "khue-events"));
    }

    private HttpResponse<String> post(String token, String type, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.base() + "/api/events"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(byte[] body) throws Exception {
        return post(token("khue-audit", "events:write"), "application/x-ndjson", body);
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.base() + path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static AuditEvent event() {
        return Invented.login(7, Clock.systemUTC().instant());
    }

    @Test
    void takesEventsFromWhoMayDeliverAndFromNobodyElse() throws Exception {
        byte[] body = Invented.ndjson(List.of(event()));
        assertThat(post("", "application/x-ndjson", body).statusCode()).isEqualTo(401);
        assertThat(post("nonsense", "application/x-ndjson", body).statusCode()).isEqualTo(401);
        assertThat(post(token("khue-signing", "events:write"), "application/x-ndjson", body)
                        .statusCode())
                .isIn(401, 403);
        assertThat(post(token("khue-audit", "profile"), "application/x-ndjson", body)
                        .statusCode())
                .isEqualTo(403);
        String expired = server.gate()
                .accessToken(Map.of(
                        "aud",
                        List.of("khue-audit"),
                        "scope",
                        "events:write",
                        "exp",
                        Instant.now().minusSeconds(600).getEpochSecond()));
        assertThat(post(expired, "application/x-ndjson", body).statusCode()).isEqualTo(401);

        HttpResponse<String> taken = post(body);
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.body()).isEqualTo("{\"accepted\":1,\"duplicate\":0,\"rejected\":[]}");
        assertThat(post(body).body()).isEqualTo("{\"accepted\":0,\"duplicate\":1,\"rejected\":[]}");
    }

    @Test
    void saysWhatIsWrongWithABatch() throws Exception {
        byte[] good = Invented.ndjson(List.of(event()));
        assertThat(post(token("khue-audit", "events:write"), "text/plain", good).statusCode())
                .isEqualTo(415);
        HttpResponse<String> unreadable = post("no event\n".getBytes(StandardCharsets.UTF_8));
        assertThat(unreadable.statusCode()).isEqualTo(422);
        assertThat(unreadable.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(unreadable.body()).contains("urn:khue:problem:intake.unreadable-line");
        assertThat(post(new byte[(4 << 20) + 1]).statusCode()).isEqualTo(413);
        assertThat(post(new byte[6 << 20]).statusCode()).isEqualTo(413);
        assertThat(post("x\n".repeat(1_001).getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void understandsItsOwnSender() throws Exception {
        AuditEvent good = event();
        AuditEvent odd = event();
        String oddLine = new String(EventJson.write(odd), StandardCharsets.UTF_8)
                .replace("\"unmapped\":{", "\"unmapped\":{\"full_name\":\"X\",");
        BearerTokens tokens = new BearerTokens() {
            @Override
            public String token() {
                return IntakeHttpTest.this.token("khue-audit", "events:write");
            }

            @Override
            public void refused(String token) {
                throw new AssertionError("the token is good");
            }
        };
        Delivery delivery = new HttpEventTransport(URI.create(server.base() + "/api/events"), tokens)
                .send(List.of(
                        new OutboxRow(1, good.id(), new String(EventJson.write(good), StandardCharsets.UTF_8)),
                        new OutboxRow(2, odd.id(), oddLine)));
        assertThat(delivery).isInstanceOfSatisfying(Delivery.Acknowledged.class, acknowledged -> {
            assertThat(acknowledged.accepted()).isEqualTo(1);
            assertThat(acknowledged.rejected()).singleElement().satisfies(rejection -> {
                assertThat(rejection.id()).isEqualTo(odd.id().toString());
                assertThat(rejection.reason()).contains("full_name");
            });
        });
    }

    @Test
    void entriesAreForThisMachineWhileHashesAndCheckpointAreForEverybody() throws Exception {
        AuditEvent event = event();
        server.deliver(List.of(event));
        server.awaitSigned(server.index(event));
        try (Stream<Path> files = Files.walk(server.ledgerFiles().resolve("tile"))) {
            List<String> tiles = files.filter(Files::isRegularFile)
                    .map(file -> server.ledgerFiles().relativize(file).toString())
                    .toList();
            assertThat(tiles).anyMatch(tile -> tile.startsWith("tile/entries/"));
            for (String tile : tiles) {
                boolean entries = tile.startsWith("tile/entries/");
                assertThat(get("/log/" + tile).statusCode()).as(tile).isEqualTo(200);
                for (String proxied : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP")) {
                    HttpResponse<byte[]> answer = http.send(
                            HttpRequest.newBuilder(URI.create(server.base() + "/log/" + tile))
                                    .header(proxied, proxied.equals("Forwarded") ? "for=203.0.113.9" : "203.0.113.9")
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
                    assertThat(answer.statusCode()).as(tile + " " + proxied).isEqualTo(entries ? 403 : 200);
                }
            }
        }
        HttpResponse<byte[]> checkpoint = http.send(
                HttpRequest.newBuilder(URI.create(server.base() + "/log/checkpoint"))
                        .header("X-Forwarded-For", "203.0.113.9")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(checkpoint.statusCode()).isEqualTo(200);
    }

    @Test
    void whoHasNoGoodTokenIsInTheLog() throws Exception {
        byte[] body = Invented.ndjson(List.of(event()));
        String expired = server.gate()
                .accessToken(Map.of(
                        "aud",
                        List.of("khue-audit"),
                        "scope",
                        "events:write",
                        "iat",
                        Instant.now().minusSeconds(1_200).getEpochSecond(),
                        "exp",
                        Instant.now().minusSeconds(600).getEpochSecond()));
        post(expired, "application/x-ndjson", body);
        assertThat(server.recorded("TOKEN_REFUSED", "EXPIRED")).isPositive();
    }

    @Test
    void servesTheLogToVerifiersAndNothingElse() throws Exception {
        AuditEvent event = event();
        server.deliver(List.of(event));
        server.awaitSigned(server.index(event));

        HttpResponse<byte[]> checkpoint = get("/log/checkpoint");
        assertThat(checkpoint.statusCode()).isEqualTo(200);
        assertThat(checkpoint.headers().firstValue("Content-Type").orElseThrow().toLowerCase(java.util.Locale.ROOT))
                .isEqualTo("text/plain;charset=utf-8");
        assertThat(checkpoint.headers().firstValue("Cache-Control").orElseThrow())
                .contains("no-cache");
        for (String path : List.of(
                "/log/tile/0/0",
                "/log/tile/0/999",
                "/log/tile/0/000.p/256",
                "/log/tile/..%2f..%2fledger.key",
                "/log/tile/0/%2e%2e/000",
                "/log/writer.lock",
                "/log/")) {
            assertThat(get(path).statusCode()).as(path).isIn(302, 400, 401, 403, 404);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path key =
                server.ledgerFiles().resolve("../../../trust/khue-ledger.vkey").normalize();
        int code = LedgerVerifyCommand.run(
                new String[] {server.base() + "/log", "--key", key.toString(), "--json"},
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"entriesRead\":true,\"signatureChecked\":true");
    }
}
