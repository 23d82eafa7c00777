package vn.khue.sso.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventJson;

/** The audit service's intake as its contract says: NDJSON in, counts out, an event stored once by its id. Can be stopped. */
final class Intake {
    private final int port;
    private final Map<UUID, AuditEvent> events = new ConcurrentHashMap<>();
    final List<String> tokens = new CopyOnWriteArrayList<>();
    /** Ids as they came, each time they came. */
    final List<UUID> received = new CopyOnWriteArrayList<>();

    private HttpServer server;

    private Intake(HttpServer server) {
        this.server = server;
        this.port = server.getAddress().getPort();
    }

    static Intake start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        var intake = new Intake(server);
        intake.listen();
        return intake;
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** Ends the server at once: connections are refused from now on. */
    void kill() {
        server.stop(0);
    }

    void restart() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        listen();
    }

    List<AuditEvent> events() {
        return List.copyOf(events.values());
    }

    private void listen() {
        server.createContext("/api/events", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int accepted = 0;
            int known = 0;
            for (String line : body.lines().toList()) {
                AuditEvent event = EventJson.read(line.getBytes(StandardCharsets.UTF_8));
                received.add(event.id());
                if (events.putIfAbsent(event.id(), event) == null) {
                    accepted++;
                } else {
                    known++;
                }
            }
            byte[] answer = ("{\"accepted\":" + accepted + ",\"duplicate\":" + known + ",\"rejected\":[]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
