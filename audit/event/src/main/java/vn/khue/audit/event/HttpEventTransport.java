package vn.khue.audit.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Posts a batch as NDJSON (one event a line, {@code application/x-ndjson}) to the intake and reads
 * {@code {"accepted":n,"duplicate":n,"rejected":[{"id":"…","reason":"…"}]}}. 400, 413 and 422 refuse the batch; 401 makes
 * the token be fetched anew; everything else but 200 means later. Connects within 5 s, waits 15 s for an answer, reads at
 * most 1 MB of it. Thread-safe.
 */
public final class HttpEventTransport implements EventTransport {

    private static final int MAX_ANSWER = 1 << 20;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    private final URI intake;
    private final BearerTokens tokens;
    private final HttpClient http;

    public HttpEventTransport(URI intake, BearerTokens tokens) {
        this.intake = intake;
        this.tokens = tokens;
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Delivery send(List<OutboxRow> batch) throws InterruptedException {
        try {
            String token = tokens.token();
            HttpResponse<InputStream> response = http.send(
                    HttpRequest.newBuilder(intake)
                            .timeout(Duration.ofSeconds(15))
                            .header("Content-Type", "application/x-ndjson")
                            .header("Authorization", "Bearer " + token)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(lines(batch)))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() == 401) {
                tokens.refused(token);
            }
            return judge(response);
        } catch (IOException | AuditEventException e) {
            return new Delivery.Unavailable(
                    "no usable answer from " + intake.getHost() + ": "
                            + PlainText.clean(e.getClass().getSimpleName() + " " + e.getMessage(), 200),
                    Optional.empty());
        }
    }

    private static byte[] lines(List<OutboxRow> batch) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (OutboxRow row : batch) {
            lines.writeBytes(row.body().getBytes(StandardCharsets.UTF_8));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static Delivery judge(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            byte[] answer = body.readNBytes(MAX_ANSWER);
            return switch (response.statusCode()) {
                case 200 -> acknowledged(answer);
                case 400, 413, 422 ->
                    new Delivery.Refused("HTTP " + response.statusCode() + " "
                            + PlainText.clean(new String(answer, StandardCharsets.UTF_8), 300));
                default -> new Delivery.Unavailable("HTTP " + response.statusCode(), retryAfter(response));
            };
        }
    }

    private static Delivery.Acknowledged acknowledged(byte[] answer) {
        Map<String, Object> root = BoundedJson.answer(answer);
        List<Rejection> rejected = new ArrayList<>();
        if (root.get("rejected") instanceof List<?> list) {
            for (Object element : list) {
                if (!(element instanceof Map<?, ?> map
                        && map.get("id") instanceof String id
                        && map.get("reason") instanceof String reason)) {
                    throw new AuditEventException("Intake answer: expected id and reason in each rejection");
                }
                rejected.add(new Rejection(id, reason));
            }
        }
        return new Delivery.Acknowledged(count(root, "accepted"), count(root, "duplicate"), rejected);
    }

    private static int count(Map<String, Object> root, String name) {
        if (root.get(name) instanceof Long value && value >= 0 && value <= 1_000_000) {
            return value.intValue();
        }
        throw new AuditEventException(
                "Intake answer: expected a count in the field " + name + ", found something else");
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .map(asked -> asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked);
    }
}
