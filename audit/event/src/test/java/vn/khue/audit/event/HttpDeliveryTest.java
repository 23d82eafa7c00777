package vn.khue.audit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpDeliveryTest {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private int status = 200;
    private String answer = "";
    private String retryAfter;

    /** A clock that tests move. */
    private static final class Moved extends Clock {
        private volatile Instant now = Instant.parse("2026-11-23T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestHeaders().getFirst("Authorization") + "|"
                + exchange.getRequestHeaders().getFirst("Content-Type") + "|" + body);
        if (retryAfter != null) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/api/events");
    }

    /** Tokens that count how often they were refused. */
    private static final class Fixed implements BearerTokens {
        private final List<String> refused = new ArrayList<>();

        @Override
        public String token() {
            return "t0ken";
        }

        @Override
        public void refused(String token) {
            refused.add(token);
        }
    }

    private static List<OutboxRow> batch() {
        List<OutboxRow> rows = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            AuditEvent event = Events.full(EventKind.LOGIN);
            rows.add(new OutboxRow(i, event.id(), new String(EventJson.write(event), StandardCharsets.UTF_8)));
        }
        return rows;
    }

    @Test
    void postsLinesAndReadsTheCounts() throws Exception {
        answer = "{\"accepted\":1,\"duplicate\":0,\"rejected\":[{\"id\":\"x\",\"reason\":\"why\"}]}";
        List<OutboxRow> batch = batch();
        Delivery delivery = new HttpEventTransport(uri(), new Fixed()).send(batch);
        assertThat(delivery).isEqualTo(new Delivery.Acknowledged(1, 0, List.of(new Rejection("x", "why"))));
        assertThat(requests)
                .containsExactly("Bearer t0ken|application/x-ndjson|"
                        + batch.get(0).body() + "\n" + batch.get(1).body() + "\n");
    }

    @Test
    void tellsALaterFromANever() throws Exception {
        Fixed tokens = new Fixed();
        HttpEventTransport transport = new HttpEventTransport(uri(), tokens);
        for (int refusing : new int[] {400, 413, 422}) {
            status = refusing;
            assertThat(transport.send(batch())).isInstanceOf(Delivery.Refused.class);
        }
        for (int later : new int[] {202, 302, 401, 403, 404, 429, 500, 503}) {
            status = later;
            assertThat(transport.send(batch())).as("%d", later).isInstanceOf(Delivery.Unavailable.class);
        }
        assertThat(tokens.refused).containsExactly("t0ken");
        retryAfter = "7";
        status = 503;
        assertThat(((Delivery.Unavailable) transport.send(batch())).retryAfter())
                .contains(Duration.ofSeconds(7));
        status = 200;
        for (String nonsense : List.of("", "[]", "{}", "{\"accepted\":-1,\"duplicate\":0}", "<html>")) {
            answer = nonsense;
            assertThat(transport.send(batch())).as(nonsense).isInstanceOf(Delivery.Unavailable.class);
        }
        server.stop(0);
        assertThat(transport.send(batch())).isInstanceOf(Delivery.Unavailable.class);
    }

    @Test
    void fetchesATokenOnceForManyAndAgainAfterFourFifthsOfItsLife() throws Exception {
        answer =
                "{\"access_token\":\"abc\",\"expires_in\":300,\"scope\":\"x\",\"not-before-policy\":0,\"more\":{\"a\":[1]}}";
        Moved clock = new Moved();
        ClientCredentialsTokens tokens = new ClientCredentialsTokens(uri(), "khue-events", () -> "s:e c/ret", clock);
        List<Callable<String>> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            callers.add(tokens::token);
        }
        for (Future<String> token : threads.invokeAll(callers)) {
            assertThat(token.get()).isEqualTo("abc");
        }
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0))
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString("khue-events:s%3Ae+c%2Fret".getBytes(StandardCharsets.UTF_8))
                        + "|application/x-www-form-urlencoded|grant_type=client_credentials");
        clock.now = clock.now.plusSeconds(239);
        tokens.token();
        assertThat(requests).hasSize(1);
        clock.now = clock.now.plusSeconds(1);
        tokens.token();
        assertThat(requests).hasSize(2);
        tokens.refused("another");
        tokens.token();
        assertThat(requests).hasSize(2);
        tokens.refused("abc");
        tokens.token();
        assertThat(requests).hasSize(3);
    }

    @Test
    void aTokenEndpointThatRefusesGivesNoSecretAway() {
        status = 401;
        ClientCredentialsTokens tokens =
                new ClientCredentialsTokens(uri(), "khue-events", () -> "hidden-secret", new Moved());
        assertThatThrownBy(tokens::token)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("khue-events")
                .hasMessageNotContaining("hidden-secret");
        status = 200;
        answer = "{\"access_token\":\"abc\"}";
        assertThatThrownBy(tokens::token).isInstanceOf(IOException.class);
    }
}
