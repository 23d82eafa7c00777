package vn.khue.audit.app.response;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.audit.app.entity.EntityKind;
import vn.khue.audit.app.entity.EntityRef;

/**
 * Has the signing service suspend a card or a certificate, or release it, with the access token of the officer (RFC 6750), so that it decides
 * by what the directory says of the officer today. This service has no rights of its own there. Safe for concurrent use.
 */
@Component
final class SigningResponses {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_ANSWER = 16_384;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    SigningResponses(@Value("${khue.response.signing:${KHUE_SIGNING_URL:http://localhost:8081}}") URI signing) {
        this.base = signing.toString().replaceAll("/+$", "") + "/api/response";
    }

    /** How it stands now. */
    HoldState state(String token, EntityRef thing) {
        try {
            HttpResponse<InputStream> answer = send(token, request(thing, "").GET());
            try (InputStream body = answer.body()) {
                return switch (ResponseOutcome.of(answer.statusCode())) {
                    case DONE -> read(body.readNBytes(MOST_ANSWER));
                    case UNKNOWN -> HoldState.UNKNOWN;
                    case DENIED -> HoldState.DENIED;
                    case LOGIN_OVER -> HoldState.LOGIN_OVER;
                    case AWAY, NOT_UNDERSTOOD, OTHER_STATE -> HoldState.AWAY;
                };
            }
        } catch (IOException | JacksonException e) {
            return HoldState.AWAY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HoldState.AWAY;
        }
    }

    ResponseOutcome act(String token, HoldAct act, EntityRef thing) {
        try {
            HttpResponse<InputStream> answer =
                    send(token, request(thing, "/" + act.word()).POST(HttpRequest.BodyPublishers.noBody()));
            answer.body().close();
            return ResponseOutcome.of(answer.statusCode());
        } catch (IOException e) {
            return ResponseOutcome.AWAY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ResponseOutcome.AWAY;
        }
    }

    private HttpResponse<InputStream> send(String token, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(
                request.header("Authorization", "Bearer " + token)
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    /** The id has the form of its kind: digits of sixteen, and nothing that could change the address. */
    private HttpRequest.Builder request(EntityRef thing, String step) {
        return HttpRequest.newBuilder(URI.create(
                base + (thing.kind() == EntityKind.CARD ? "/cards/" : "/certificates/") + thing.id() + step));
    }

    private static HoldState read(byte[] body) {
        JsonNode standing = JSON.readTree(body);
        return switch (standing.path("status").asString("")) {
            case "VALID" -> HoldState.VALID;
            case "SUSPENDED" -> standing.path("releasable").asBoolean(false) ? HoldState.HELD : HoldState.SUSPENDED;
            case "REVOKED", "REPLACED" -> HoldState.OVER;
            default -> HoldState.AWAY;
        };
    }
}
