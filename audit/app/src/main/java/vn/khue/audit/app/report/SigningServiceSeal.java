package vn.khue.audit.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.audit.event.BearerTokens;

/**
 * Asks the signing service for its seal, by HTTP with a token of a client of our own (OAuth 2 client credentials). What comes back must begin
 * with what was sent, as a PAdES signature leaves it. Safe for concurrent use.
 */
final class SigningServiceSeal implements ReportSeal {

    private static final Logger LOG = LoggerFactory.getLogger(SigningServiceSeal.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a signature with its proofs may add. */
    private static final int MOST_ADDED = 2 << 20;

    private final URI address;
    private final BearerTokens tokens;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    SigningServiceSeal(URI signing, BearerTokens tokens) {
        this.address = URI.create(signing + "/api/reports");
        this.tokens = tokens;
    }

    @Override
    public Outcome seal(byte[] pdf) {
        try {
            String token = tokens.token();
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/pdf")
                            .header("Accept", "application/pdf")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(pdf))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == 401) {
                    tokens.refused(token);
                }
                return answer.statusCode() == 200
                        ? judged(pdf, body.readNBytes(pdf.length + MOST_ADDED + 1))
                        : unsealed(answer.statusCode() == 401 || answer.statusCode() == 403 ? "refused" : "away");
            }
        } catch (IOException e) {
            LOG.warn("reports have no seal: the signing service at {} does not answer", address, e);
            return new Outcome.Unsealed("away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unsealed("away");
        }
    }

    private Outcome judged(byte[] sent, byte[] got) {
        boolean same = got.length > sent.length
                && got.length <= sent.length + MOST_ADDED
                && MessageDigest.isEqual(sent, Arrays.copyOf(got, sent.length));
        return same ? new Outcome.Sealed(got) : unsealed("changed");
    }

    private Outcome unsealed(String why) {
        LOG.warn("reports have no seal: the signing service at {} answered: {}", address, why);
        return new Outcome.Unsealed(why);
    }
}
