package vn.khue.pki.revocation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP with every bound that a stranger's server makes necessary: time to connect, time for the whole exchange, bytes of
 * the body, no redirects. Thread-safe.
 */
public final class BoundedHttp {
    private final HttpClient client;
    private final Duration whole;

    /**
     * @param connect time to connect
     * @param whole time for connecting, sending and receiving together
     */
    public BoundedHttp(Duration connect, Duration whole) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.whole = whole;
    }

    /** Two seconds to connect, ten for the whole. */
    public static BoundedHttp usual() {
        return new BoundedHttp(Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    /** Body of a 200 answer, or empty: another status, too long, too slow, no connection. */
    public Optional<byte[]> get(URI address, String accept, int maxBytes) {
        return send(
                HttpRequest.newBuilder(address)
                        .timeout(whole)
                        .header("Accept", accept)
                        .GET()
                        .build(),
                maxBytes);
    }

    /** The same for a POST. */
    public Optional<byte[]> post(URI address, String type, String accept, byte[] body, int maxBytes) {
        return send(
                HttpRequest.newBuilder(address)
                        .timeout(whole)
                        .header("Content-Type", type)
                        .header("Accept", accept)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                maxBytes);
    }

    private Optional<byte[]> send(HttpRequest request, int maxBytes) {
        var pending = client.sendAsync(request, bounded(maxBytes));
        try {
            HttpResponse<Optional<byte[]>> response = pending.get(whole.toMillis(), TimeUnit.MILLISECONDS);
            return response.statusCode() == 200 ? response.body() : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pending.cancel(true);
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            pending.cancel(true);
            return Optional.empty();
        }
    }

    private static HttpResponse.BodyHandler<Optional<byte[]>> bounded(int maxBytes) {
        return info -> new BoundedBody(maxBytes);
    }
}
