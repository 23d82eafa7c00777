package vn.khue.audit.event;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Access tokens by OAuth 2.0 client credentials (RFC 6749 clause 4.4, {@code client_secret_basic}). A token is kept for
 * 80 % of its life; when it is over, one caller fetches the next while the others wait for it. The secret is asked for at
 * each fetch, so that it can be rotated, and is never logged. Thread-safe.
 */
public final class ClientCredentialsTokens implements BearerTokens {

    private static final int MAX_ANSWER = 64 << 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private record Held(String token, Instant until) {}

    private final URI tokenEndpoint;
    private final String clientId;
    private final Supplier<String> secret;
    private final Clock clock;
    private final HttpClient http;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Held held;

    public ClientCredentialsTokens(URI tokenEndpoint, String clientId, Supplier<String> secret, Clock clock) {
        this.tokenEndpoint = tokenEndpoint;
        this.clientId = clientId;
        this.secret = secret;
        this.clock = clock;
        this.held = new Held("", Instant.MIN);
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String token() throws IOException, InterruptedException {
        Held now = held;
        if (clock.instant().isBefore(now.until())) {
            return now.token();
        }
        fetching.lockInterruptibly();
        try {
            if (!clock.instant().isBefore(held.until())) {
                held = fetch();
            }
            return held.token();
        } finally {
            fetching.unlock();
        }
    }

    @Override
    public void refused(String token) {
        fetching.lock();
        try {
            if (held.token().equals(token)) {
                held = new Held("", Instant.MIN);
            }
        } finally {
            fetching.unlock();
        }
    }

    private Held fetch() throws IOException, InterruptedException {
        Instant asked = clock.instant();
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(tokenEndpoint)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .header("Authorization", "Basic " + credentials())
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] answer = body.readNBytes(MAX_ANSWER);
            if (response.statusCode() != 200) {
                throw new IOException("Token endpoint " + tokenEndpoint + ": expected HTTP 200, found "
                        + response.statusCode() + "; check the client " + clientId + " and its secret");
            }
            return held(TokenAnswer.read(answer), asked);
        }
    }

    private static Held held(TokenAnswer answer, Instant asked) {
        return new Held(answer.accessToken(), asked.plusMillis(answer.lifeSeconds() * 800));
    }

    /** RFC 6749 clause 2.3.1: both parts are form-encoded before they are joined. */
    private String credentials() {
        String joined = URLEncoder.encode(clientId, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(secret.get(), StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /** The two fields of a token answer that matter; other fields are of any type and are passed over. */
    private record TokenAnswer(String accessToken, long lifeSeconds) {

        static TokenAnswer read(byte[] answer) throws IOException {
            Map<String, String> fields = FlatJson.scalars(answer);
            String token = fields.get("access_token");
            String life = fields.getOrDefault("expires_in", "");
            if (token == null || token.isEmpty() || !life.matches("[0-9]{1,9}")) {
                throw new IOException("Token answer: expected access_token and expires_in, found neither or one");
            }
            return new TokenAnswer(token, Long.parseLong(life));
        }
    }
}
