package vn.khue.audit.wazuh;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server on this machine that answers as it is told, over real sockets. */
final class Loopback implements AutoCloseable {

    /** How an answer is sent. */
    enum Manner {
        WHOLE,
        /** Promises more than it sends, then closes. */
        HALF_CLOSED,
        /** Sends one byte and then nothing, until the server is closed. */
        SLOW,
        /** Closes without a byte. */
        DROPPED
    }

    record Asked(String method, String target, Map<String, String> headers, byte[] body) {
        String path() {
            return target.split("\\?", 2)[0];
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    record Told(int status, Map<String, String> headers, byte[] body, Manner manner) {
        static Told json(int status, String json) {
            return new Told(
                    status,
                    Map.of(
                            "content-type",
                            status == 200 ? "application/json" : "application/problem+json; charset=utf-8"),
                    json.getBytes(StandardCharsets.UTF_8),
                    Manner.WHOLE);
        }

        static Told token(String token) {
            return json(200, "{\"data\": {\"token\": \"" + token + "\"}, \"error\": 0}");
        }

        static Told problem(int status, int code, String detail) {
            return json(
                    status,
                    "{\"title\": \"x\", \"detail\": \"" + detail + "\"" + (code == 0 ? "" : ", \"error\": " + code)
                            + "}");
        }

        Told sent(Manner otherwise) {
            return new Told(status, headers, body, otherwise);
        }
    }

    @FunctionalInterface
    interface Answering {
        Told answer(Asked asked);
    }

    static final String NO_ITEMS =
            "{\"data\": {\"affected_items\": [], \"total_affected_items\": 0, \"total_failed_items\": 0,"
                    + " \"failed_items\": []}, \"message\": \"x\", \"error\": 0}";

    static {
        // Else head and body of each answer wait 40 ms for one another.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;
    private final String scheme;
    private volatile Answering answering;

    Loopback(Optional<SSLContext> tls, Answering answering) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.answering = answering;
        if (tls.isPresent()) {
            HttpsServer https = HttpsServer.create(any, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            server = https;
            scheme = "https";
        } else {
            server = HttpServer.create(any, 0);
            scheme = "http";
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static Loopback plain(Answering answering) throws IOException {
        return new Loopback(Optional.empty(), answering);
    }

    void answers(Answering next) {
        answering = next;
    }

    String address() {
        return scheme + "://localhost:" + server.getAddress().getPort();
    }

    long count(String method, String path) {
        return asked.stream()
                .filter(one -> one.method().equals(method) && one.path().equals(path))
                .count();
    }

    long logins() {
        return count("POST", "/security/user/authenticate");
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        Asked one = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                exchange.getRequestBody().readAllBytes());
        asked.add(one);
        Told told = answering.answer(one);
        told.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = told.body();
        switch (told.manner()) {
            case WHOLE -> {
                exchange.sendResponseHeaders(told.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
            case HALF_CLOSED -> {
                exchange.sendResponseHeaders(told.status(), body.length + 10L);
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().flush();
            }
            case SLOW -> {
                exchange.sendResponseHeaders(told.status(), body.length + 10L);
                OutputStream out = exchange.getResponseBody();
                out.write(body, 0, 1);
                out.flush();
                awaitEnd();
            }
            case DROPPED -> {}
        }
        exchange.close();
    }

    private void awaitEnd() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
