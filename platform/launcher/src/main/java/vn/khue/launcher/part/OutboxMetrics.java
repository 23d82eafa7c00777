package vn.khue.launcher.part;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Reads from a part's page of metrics (Prometheus text format 0.0.4) what waits in its outbox. Thread-safe.
 *
 * @param client shared by all parts
 * @param page of metrics
 */
public record OutboxMetrics(HttpClient client, URI page) {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int MOST_BYTES = 4 << 20;
    private static final int OK = 200;
    private static final String PREFIX = "khue_audit_outbox_";

    /** Empty where the part does not say. */
    public Optional<Waiting> ask() {
        HttpRequest request = HttpRequest.newBuilder(page).timeout(LIMIT).GET().build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                return answer.statusCode() == OK
                        ? read(new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8))
                        : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static Optional<Waiting> read(String text) {
        OptionalDouble waiting = value(text, "waiting");
        OptionalDouble bound = value(text, "bound");
        OptionalDouble near = value(text, "near");
        if (waiting.isEmpty() || bound.isEmpty() || near.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Waiting((long) waiting.getAsDouble(), (long) near.getAsDouble(), (long) bound.getAsDouble(), (long)
                        value(text, "oldest_seconds").orElse(0)));
    }

    /** The value of a metric, whatever labels it bears. */
    private static OptionalDouble value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(PREFIX + name + " ") || line.startsWith(PREFIX + name + "{"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .flatMapToDouble(OutboxMetrics::number)
                .findFirst();
    }

    private static DoubleStream number(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? DoubleStream.of(value) : DoubleStream.empty();
        } catch (NumberFormatException e) {
            return DoubleStream.empty();
        }
    }
}
