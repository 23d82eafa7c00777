package vn.khue.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One page in Chromium without a window, spoken to by the Chrome DevTools Protocol. For one thread. */
final class DevTools implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Answers answers = new Answers();
    private final WebSocket socket;
    private int last;

    /** @param folder for the browser's profile */
    DevTools(Path chromium, Path folder) throws IOException {
        process = new ProcessBuilder(List.of(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        int port = port(folder.resolve("profile/DevToolsActivePort"));
        try {
            HttpResponse<String> made = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                            .PUT(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            String address =
                    json.readTree(made.body()).path("webSocketDebuggerUrl").asString();
            socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create(address), answers)
                    .join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** Opens an address and waits until this expression is true there. */
    void open(String address, String ready) {
        call("Page.navigate", Map.of("url", address));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate(ready).asBoolean(false)) {
            pause();
            if (System.nanoTime() > end) {
                throw new BenchException("expected " + ready + " at " + address + ", found it false");
            }
        }
    }

    /** The value of this expression, or of what it promises. */
    JsonNode evaluate(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new BenchException("expected the script to end well, found " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int id = ++last;
        CompletableFuture<String> answer = answers.expect("{\"id\":" + id + ",");
        socket.sendText(json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        try {
            return json.readTree(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .path("result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchException("expected an answer to " + method + ", found none", e);
        }
    }

    private int port(Path file) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            if (Files.isRegularFile(file)) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() > 1) {
                    return Integer.parseInt(lines.get(0));
                }
            }
            pause();
        }
        throw new BenchException("expected Chromium to come up, found no " + file);
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** Also the browser's own processes are gone when this returns, so that nothing writes into its profile any more. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        socket.abort();
        process.destroy();
        for (ProcessHandle each : all) {
            try {
                each.onExit().get(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException e) {
                each.destroyForcibly();
            }
        }
    }

    /** Puts messages together and gives each answer to whoever waits for it; events are passed over. */
    private static final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private String begins;
        private CompletableFuture<String> waiting;

        synchronized CompletableFuture<String> expect(String begin) {
            begins = begin;
            waiting = new CompletableFuture<>();
            return waiting;
        }

        @Override
        public synchronized CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
            text.append(part);
            if (whole) {
                String message = text.toString();
                text.setLength(0);
                if (waiting != null && message.startsWith(begins)) {
                    waiting.complete(message);
                }
            }
            from.request(1);
            return null;
        }
    }
}
