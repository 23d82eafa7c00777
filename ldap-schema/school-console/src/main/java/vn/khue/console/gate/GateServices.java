package vn.khue.console.gate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.console.gate.ConsoleException.Reason;
import vn.khue.web.WebProperties;

/**
 * The gate's REST services below the issuer's address, asked with an access token (RFC 6750). Answers are JSON of at most {@value
 * #LARGEST_ANSWER} bytes. Safe for concurrent use.
 */
@Component
public final class GateServices {

    static final int LARGEST_ANSWER = 1 << 20;

    /** Error code of RFC 9470, 3. */
    private static final String NEWER_LOGIN = "insufficient_user_authentication";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI issuer;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(4_000)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .build();

    GateServices(WebProperties properties) {
        this.issuer = properties.issuer();
    }

    /**
     * Reads.
     *
     * @param path segments below the issuer, not yet encoded
     * @throws ConsoleException if the gate says no, or says nothing, or nonsense
     */
    public JsonNode get(String token, String... path) {
        return answer(send(token, HttpRequest.newBuilder(address(path)).GET()));
    }

    /** Reads a service that an older gate may not have; empty on 404. Otherwise as {@link #get}. */
    public Optional<JsonNode> find(String token, String... path) {
        Answer answer = send(token, HttpRequest.newBuilder(address(path)).GET());
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer(answer));
    }

    /** Has something made. Otherwise as {@link #get}. */
    public JsonNode post(String token, Object body, String... path) {
        return answer(send(token, withBody(path).POST(json(body))));
    }

    /** Hands something in that is answered by nothing but yes or no. Otherwise as {@link #get}. */
    public void send(String token, Object body, String... path) {
        judge(send(token, withBody(path).POST(json(body))));
    }

    /** Sets something. Otherwise as {@link #get}. */
    public void put(String token, Object body, String... path) {
        judge(send(token, withBody(path).PUT(json(body))));
    }

    /** Has something done that is named by its path alone. Otherwise as {@link #get}. */
    public void act(String token, String... path) {
        judge(send(token, withBody(path).POST(HttpRequest.BodyPublishers.ofString("{}"))));
    }

    /** Takes something away. Otherwise as {@link #get}. */
    public void delete(String token, String... path) {
        judge(send(token, HttpRequest.newBuilder(address(path)).DELETE()));
    }

    /** @param challenge WWW-Authenticate, empty where there is none */
    private record Answer(int status, byte[] body, String challenge) {}

    private Answer send(String token, HttpRequest.Builder request) {
        HttpRequest ready = request.header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(ready, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                return new Answer(
                        answer.statusCode(),
                        in.readNBytes(LARGEST_ANSWER + 1),
                        answer.headers().firstValue("WWW-Authenticate").orElse(""));
            }
        } catch (IOException e) {
            throw new ConsoleException(
                    Reason.GATE_AWAY, "expected an answer from the gate at " + issuer + ", found none", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConsoleException(Reason.GATE_AWAY, "interrupted while asking the gate", e);
        }
    }

    private JsonNode answer(Answer answer) {
        judge(answer);
        if (answer.body().length > LARGEST_ANSWER) {
            throw strange("more than " + LARGEST_ANSWER + " bytes", null);
        }
        try {
            return json.readTree(answer.body());
        } catch (JacksonException e) {
            throw strange("something else", e);
        }
    }

    private static void judge(Answer answer) {
        switch (answer.status()) {
            case 200, 201, 204 -> {}
            case 400, 422 -> throw refused(Reason.VALUES_REFUSED, answer);
            case 409 -> throw refused(Reason.CHANGED, answer);
            case 401 ->
                throw refused(answer.challenge().contains(NEWER_LOGIN) ? Reason.LOGIN_OLD : Reason.LOGIN_OVER, answer);
            case 403 -> throw refused(Reason.DENIED, answer);
            case 404 -> throw refused(Reason.NOT_THERE, answer);
            case 503 -> throw refused(Reason.DIRECTORY_AWAY, answer);
            default -> throw refused(Reason.NOT_UNDERSTOOD, answer);
        }
    }

    private static ConsoleException refused(Reason reason, Answer answer) {
        return new ConsoleException(
                reason,
                "expected the gate to do what was asked, found status " + answer.status() + " (" + reason + ")");
    }

    /** The gate answered something that is not as agreed. */
    public static ConsoleException strange(String what) {
        return strange(what, null);
    }

    static ConsoleException strange(String what, Throwable cause) {
        return new ConsoleException(
                Reason.NOT_UNDERSTOOD,
                "expected JSON as agreed from the gate, found " + what + "; are gate and console of one version?",
                cause);
    }

    private HttpRequest.Builder withBody(String... path) {
        return HttpRequest.newBuilder(address(path)).header("Content-Type", "application/json");
    }

    private HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body), StandardCharsets.UTF_8);
    }

    private URI address(String... path) {
        return URI.create(issuer + "/"
                + Arrays.stream(path)
                        .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                        .collect(Collectors.joining("/")));
    }
}
