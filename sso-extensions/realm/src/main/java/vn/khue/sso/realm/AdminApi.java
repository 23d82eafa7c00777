package vn.khue.sso.realm;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keycloak's admin REST API of one realm, JSON in and out. Not thread-safe: it renews its own token.
 *
 * <p>An administrator's token lives one minute, so it is asked for again after half of that.
 */
final class AdminApi {
    private static final Duration TOKEN_AGE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final JsonMapper json;
    private final Clock clock;
    private final String server;
    private final String realm;
    private final Administrator administrator;
    private String token = "";
    private Instant renewAt = Instant.MIN;

    AdminApi(HttpClient http, JsonMapper json, Clock clock, URI server, String realm, Administrator administrator) {
        this.http = http;
        this.json = json;
        this.clock = clock;
        this.server = server.toString().replaceAll("/+$", "");
        this.realm = realm;
        this.administrator = administrator;
    }

    /** A path segment, percent-encoded. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What is at that path of the realm; empty if there is nothing. */
    Optional<JsonNode> find(String path) {
        HttpResponse<String> answer = send("GET", path, null);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(parse(expectSuccess("GET", path, answer)));
    }

    JsonNode get(String path) {
        return parse(expectSuccess("GET", path, send("GET", path, null)));
    }

    void post(String path, JsonNode body) {
        expectSuccess("POST", path, send("POST", path, body));
    }

    void put(String path, JsonNode body) {
        expectSuccess("PUT", path, send("PUT", path, body));
    }

    void put(String path) {
        expectSuccess("PUT", path, send("PUT", path, null));
    }

    /** Sends plain text, which Keycloak wants for a label. */
    void putText(String path, String text) {
        URI uri = URI.create(server + "/admin/realms/" + segment(realm) + path);
        HttpRequest request = authorised(uri)
                .header("Content-Type", "text/plain; charset=utf-8")
                .PUT(BodyPublishers.ofString(text))
                .build();
        expectSuccess("PUT", path, exchange(request));
    }

    void delete(String path) {
        expectSuccess("DELETE", path, send("DELETE", path, null));
    }

    /** Creates the realm itself, which has no path of its own yet. */
    void createRealm(JsonNode body) {
        URI all = URI.create(server + "/admin/realms");
        expectSuccess("POST", all.getPath(), send(authorised(all), "POST", body));
    }

    private HttpResponse<String> send(String method, String path, JsonNode body) {
        URI uri = URI.create(server + "/admin/realms/" + segment(realm) + path);
        return send(authorised(uri), method, body);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String method, JsonNode body) {
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json.writeValueAsString(body)));
        }
        return exchange(request.build());
    }

    private HttpRequest.Builder authorised(URI uri) {
        if (!clock.instant().isBefore(renewAt)) {
            renew();
        }
        return HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private void renew() {
        Instant asked = clock.instant();
        String form = "grant_type=password&client_id=admin-cli&username=" + segment(administrator.username())
                + "&password=" + segment(administrator.password());
        HttpResponse<String> answer =
                exchange(HttpRequest.newBuilder(URI.create(server + "/realms/master/protocol/openid-connect/token"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
        if (answer.statusCode() != 200) {
            throw new RealmException("expected a token for " + administrator + " from " + server + ", found HTTP "
                    + answer.statusCode() + "; check the administrator's name and password");
        }
        token = parse(answer).path("access_token").asString();
        renewAt = asked.plus(TOKEN_AGE);
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RealmException("expected an answer of Keycloak at " + server + ", found none; is it up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RealmException("interrupted while waiting for Keycloak at " + server + "; run it again", e);
        }
    }

    private static HttpResponse<String> expectSuccess(String method, String path, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new RealmException("expected success of " + method + " " + path + ", found HTTP "
                    + answer.statusCode() + ": " + shortened(answer.body()));
        }
        return answer;
    }

    private JsonNode parse(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (JacksonException e) {
            throw new RealmException(
                    "expected JSON from " + answer.uri().getPath() + ", found: " + shortened(answer.body()), e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
