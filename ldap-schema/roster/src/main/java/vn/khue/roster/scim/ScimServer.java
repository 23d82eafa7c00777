package vn.khue.roster.scim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries {@link ScimService} over HTTP on the loopback address, below {@code /scim}; whoever opens it to others puts TLS before it.
 * Eight requests are worked on at once and 64 wait; a request and an answer have 30 seconds each. Thread-safe.
 */
public final class ScimServer implements AutoCloseable {

    /** Where the service lies on the server. */
    public static final String MOUNT = "/scim";

    private static final Logger LOG = LoggerFactory.getLogger(ScimServer.class);
    private static final int THREADS = 8;
    private static final int WAITING = 64;
    private static final String SECONDS = "30";
    private static final String CONNECTIONS = "200";

    private final HttpServer server;
    private final ExecutorService workers;

    private ScimServer(HttpServer server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    /**
     * Listens, then answers.
     *
     * @param port 0 for any that is free
     * @param service made for the port that was taken
     * @throws UncheckedIOException if the port is taken by another
     */
    public static ScimServer start(int port, Function<Integer, ScimService> service) {
        bound("sun.net.httpserver.maxReqTime", SECONDS);
        bound("sun.net.httpserver.maxRspTime", SECONDS);
        bound("jdk.httpserver.maxConnections", CONNECTIONS);
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING);
            var workers =
                    new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING));
            ScimService answering = service.apply(server.getAddress().getPort());
            server.setExecutor(workers);
            server.createContext(MOUNT + "/", exchange -> handle(exchange, answering));
            server.start();
            return new ScimServer(server, workers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops after what is being answered, at most a second. */
    @Override
    public void close() {
        // The JDK's server itself would wait the whole second whenever nothing is being answered.
        workers.shutdown();
        try {
            workers.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        workers.shutdownNow();
    }

    /** The JDK's server reads its bounds from the process; what an operator set stays. */
    private static void bound(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void handle(HttpExchange exchange, ScimService service) throws IOException {
        try (exchange) {
            ScimAnswer answer;
            try {
                answer = service.answer(request(exchange, service.limits().bodyBytes()));
            } catch (RuntimeException e) {
                // The message of what was not foreseen may hold a value, so only its place is logged.
                LOG.error("expected an answer, found {} at {}", e.getClass().getName(), place(e));
                answer = new ScimAnswer(
                        500,
                        Map.of("Content-Type", "application/scim+json"),
                        ("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"500\","
                                        + "\"detail\":\"expected an answer, found a fault of this service\"}")
                                .getBytes(StandardCharsets.UTF_8));
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static String place(RuntimeException e) {
        StackTraceElement[] stack = e.getStackTrace();
        return stack.length == 0 ? "-" : stack[0].toString();
    }

    private static ScimRequest request(HttpExchange exchange, int most) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            headers.put(header.getKey(), header.getValue().get(0));
        }
        String path = exchange.getRequestURI().getRawPath().substring(MOUNT.length());
        String query = exchange.getRequestURI().getRawQuery();
        try (InputStream in = exchange.getRequestBody()) {
            // One byte more shows that it is too long.
            byte[] body = in.readNBytes(most + 1);
            return new ScimRequest(exchange.getRequestMethod(), path, query == null ? "" : query, headers, body);
        }
    }
}
