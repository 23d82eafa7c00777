package vn.khue.signing.house;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The web server of every host in the tests: gives what it was told to, and files of the folders where clients put them. */
public final class HostAnswers implements AutoCloseable {
    private static final String PATH = "/.well-known/acme-challenge/";

    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final List<Path> folders = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    HostAnswers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** @param answer an address leads there, any other text is the body */
    public void tell(String token, String answer) {
        told.put(token, answer);
    }

    public void serve(Path folder) {
        folders.add(folder);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestURI().getPath().substring(PATH.length());
        Optional<String> answer = Optional.ofNullable(told.get(token)).or(() -> file(token));
        if (answer.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
        } else if (answer.get().startsWith("http")) {
            exchange.getResponseHeaders().set("Location", answer.get());
            exchange.sendResponseHeaders(302, -1);
        } else {
            byte[] body = answer.get().getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private Optional<String> file(String token) {
        return folders.stream()
                .map(folder -> folder.resolve(token))
                .filter(Files::isRegularFile)
                .map(HostAnswers::read)
                .findFirst();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
