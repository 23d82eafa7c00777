package vn.khue.sso.logout;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Brings a logout token to an app (OpenID Connect Back-Channel Logout 1.0, 2.5). Waits at most five seconds, follows no redirect and reads
 * nothing of the answer but its status. Thread-safe.
 */
final class LogoutCall {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(LONGEST)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** Whether the app took it: 200 or 204 (2.8). */
    CompletableFuture<Boolean> send(URI app, String token) {
        HttpRequest request = HttpRequest.newBuilder(app)
                .timeout(LONGEST)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(LogoutCall::taken)
                .completeOnTimeout(false, LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failed -> false);
    }

    private static boolean taken(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            return answer.statusCode() == 200 || answer.statusCode() == 204;
        } catch (IOException e) {
            return answer.statusCode() == 200 || answer.statusCode() == 204;
        }
    }
}
