package vn.khue.launcher.part;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks a health page. Thread-safe.
 *
 * @param client shared by all parts
 * @param page answers 200 when the part is ready
 */
public record HttpHealth(HttpClient client, URI page) {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int OK = 200;

    public Health ask() {
        HttpRequest request = HttpRequest.newBuilder(page).timeout(LIMIT).GET().build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == OK ? new Health.Up() : new Health.NotReady("HTTP " + status + " " + page);
        } catch (IOException e) {
            return new Health.NotReady(e.getClass().getSimpleName() + " " + page);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Health.NotReady("interrupted " + page);
        }
    }
}
