package vn.khue.sso.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where an app hears of logouts: real HTTP, which can refuse for a while. */
final class AppEar {
    private final HttpServer server;
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean deaf;

    private AppEar(HttpServer server) {
        this.server = server;
    }

    static AppEar start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        var ear = new AppEar(server);
        server.createContext("/", ear::hear);
        server.start();
        return ear;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/ended";
    }

    /** Answers 503 from now on, or no more. */
    void deaf(boolean now) {
        deaf = now;
    }

    int refused() {
        return refused.get();
    }

    void kill() {
        server.stop(0);
    }

    /** Logout tokens about that session, as they came. */
    List<String> about(Tokens tokens) {
        return about(tokens.idClaims().path("sid").asString());
    }

    List<String> about(String sid) {
        return tokens.stream()
                .filter(token -> sid.equals(claims(token).path("sid").asString()))
                .toList();
    }

    static JsonNode claims(String token) {
        return part(token, 1);
    }

    static JsonNode part(String token, int index) {
        return JsonMapper.shared().readTree(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[index]));
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (deaf) {
                refused.incrementAndGet();
            } else {
                tokens.add(URLDecoder.decode(body.replaceFirst("^logout_token=", ""), StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(deaf ? 503 : 200, -1);
        }
    }
}
