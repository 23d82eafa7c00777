package vn.khue.audit.app.response;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khue.web.WebProperties;

/**
 * Has the gate act against an account with the access token of the officer (RFC 6750), so that the gate decides by what the directory says
 * of the officer today. This service has no rights of its own there. Safe for concurrent use.
 */
@Component
final class GateResponses {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI issuer;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    GateResponses(WebProperties properties) {
        this.issuer = properties.issuer();
    }

    ResponseOutcome act(String token, ResponseAct act, UUID person) {
        String people = issuer + "/khue-help/response/people/" + person;
        HttpRequest.Builder request =
                switch (act) {
                    case END_SESSIONS ->
                        HttpRequest.newBuilder(URI.create(people + "/sessions")).DELETE();
                    case LOCK_ACCOUNT -> posted(people + "/lock");
                    case RELEASE_ACCOUNT -> posted(people + "/release");
                };
        try {
            return ResponseOutcome.of(http.send(
                            request.header("Authorization", "Bearer " + token)
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        } catch (IOException e) {
            return ResponseOutcome.AWAY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ResponseOutcome.AWAY;
        }
    }

    private static HttpRequest.Builder posted(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
    }
}
