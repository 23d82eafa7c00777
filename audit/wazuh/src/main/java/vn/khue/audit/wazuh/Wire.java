package vn.khue.audit.wazuh;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One HTTP exchange, bounded in size and in time from the first byte sent to the last byte read, so that neither an endless body nor a
 * slow one holds anybody. Follows no redirect. Thread-safe.
 */
final class Wire {

    static final int MAX_ANSWER = 12 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** What came of it. */
    sealed interface Outcome permits Answer, Lost {}

    /**
     * @param type media type in lower case, without parameters
     * @param retryAfter what the header of that name says, if it says seconds
     */
    record Answer(int status, String type, byte[] body, Optional<Duration> retryAfter) implements Outcome {}

    /**
     * No whole answer; whether the request was acted on is not known.
     *
     * @param reason without secrets
     */
    record Lost(String reason) implements Outcome {}

    private final WazuhAddress address;
    private final Duration patience;
    private final HttpClient http;

    Wire(WazuhAddress address, Duration patience, HttpClient.Builder builder) {
        this.address = address;
        this.patience = patience;
        this.http = builder.connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @param authorization the whole header */
    Outcome send(Request request, String authorization) throws InterruptedException {
        return send(request.operation().method(), request.target(), Optional.of(authorization), request.content());
    }

    Outcome send(String method, String target, Optional<String> authorization, Optional<Request.Content> content)
            throws InterruptedException {
        URI uri = address.resolve(target);
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri).timeout(patience).header("Accept", "*/*");
        authorization.ifPresent(value -> builder.header("Authorization", value));
        content.ifPresent(body -> builder.header("Content-Type", body.type()));
        builder.method(
                method,
                content.map(body -> HttpRequest.BodyPublishers.ofByteArray(body.bytes()))
                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(builder.build(), head -> new BoundedBody(MAX_ANSWER));
        try {
            return answer(exchange.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return new Lost("no whole answer from " + address.host() + " within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Lost("no usable answer from " + address.host() + ": " + cause(e));
        } finally {
            exchange.cancel(true);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        String type = response.headers()
                .firstValue("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
        Optional<Duration> retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
        return new Answer(response.statusCode(), type, response.body(), retryAfter);
    }

    /** The innermost cause says what a handshake or a connection failed of. */
    private static String cause(ExecutionException e) {
        Throwable outer = e.getCause() == null ? e : e.getCause();
        Throwable inner = outer;
        for (int depth = 0; depth < 8 && inner.getCause() != null; depth++) {
            inner = inner.getCause();
        }
        String name = outer instanceof IOException ? outer.getClass().getSimpleName() : "a failure";
        return WireText.clean(name + ", " + inner.getClass().getSimpleName() + " " + inner.getMessage(), 300);
    }
}
