package vn.khue.e2e.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** An app that knows no login: it believes what the headers say, and shows them. Also serves the page of the app without a server. */
final class OldApp implements AutoCloseable {
    private final HttpServer server;

    /** @param page what is shown at /page.html and / of the app in the browser */
    OldApp(String page) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> answer(exchange, page));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String page) throws IOException {
        String text = page.isEmpty()
                ? exchange.getRequestHeaders().entrySet().stream()
                        .map(header ->
                                header.getKey().toLowerCase(Locale.ROOT) + ": " + String.join("|", header.getValue()))
                        .sorted()
                        .collect(Collectors.joining("\n"))
                : page;
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", (page.isEmpty() ? "text/plain" : "text/html") + ";charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
