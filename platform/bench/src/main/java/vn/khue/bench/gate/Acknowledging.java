package vn.khue.bench.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** In place of the audit service: takes every event, keeps none, counts them. */
final class Acknowledging implements AutoCloseable {
    private final HttpServer server;
    private final AtomicLong events = new AtomicLong();

    Acknowledging(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        server.createContext("/api/events", this::take);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How many events came in. */
    long events() {
        return events.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            int count = 0;
            for (byte each : exchange.getRequestBody().readAllBytes()) {
                if (each == '\n') {
                    count++;
                }
            }
            events.addAndGet(count);
            byte[] answer = ("{\"accepted\":" + count + ",\"duplicate\":0,\"rejected\":[]}")
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
