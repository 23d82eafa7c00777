package vn.khue.pki.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vn.khue.pki.Certificates;
import vn.khue.pki.TestPki;
import vn.khue.pki.store.CrlName;

/** Serves a hierarchy over HTTP at the addresses written in its certificates, on an ephemeral loopback port. */
final class PkiServer implements AutoCloseable {
    /** What is served now; another after the service was started again. */
    volatile TestPki pki;

    final URI base;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    PkiServer(Path rootDirectory) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = URI.create("http://localhost:" + server.getAddress().getPort());
        pki = TestPki.in(rootDirectory, base, Clock.systemUTC());
        server.createContext("/ocsp", this::ocsp);
        server.createContext("/tsa", this::timestamp);
        server.createContext("/pki/", this::file);
        server.setExecutor(workers);
        server.start();
    }

    private void ocsp(HttpExchange exchange) throws IOException {
        byte[] answer = exchange.getRequestMethod().equals("GET")
                ? pki.responder
                        .respondToGet(exchange.getRequestURI().getRawPath().substring("/ocsp/".length()))
                        .der()
                : pki.responder
                        .respond(exchange.getRequestBody().readNBytes(10_000))
                        .der();
        send(exchange, "application/ocsp-response", Optional.of(answer));
    }

    private void timestamp(HttpExchange exchange) throws IOException {
        send(
                exchange,
                "application/timestamp-reply",
                Optional.of(pki.timestamps.respond(exchange.getRequestBody().readNBytes(20_000))));
    }

    private void file(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/pki/".length());
        String ca = name.substring(0, name.length() - 4);
        int slash = ca.indexOf('/');
        CrlName list = slash < 0
                ? CrlName.main(ca)
                : new CrlName(ca.substring(0, slash), Integer.parseInt(ca.substring(slash + 1)));
        Optional<byte[]> content = name.endsWith(".crl")
                ? pki.register.latestCrl(list).map(c -> c.der())
                : Optional.ofNullable(pki.hierarchy.certificates().get(ca)).map(Certificates::der);
        send(exchange, "application/octet-stream", content);
    }

    private static void send(HttpExchange exchange, String type, Optional<byte[]> content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        try (exchange) {
            if (content.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, content.get().length);
                exchange.getResponseBody().write(content.get());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
