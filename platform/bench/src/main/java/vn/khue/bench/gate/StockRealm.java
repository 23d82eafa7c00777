package vn.khue.bench.gate;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.bench.BenchException;

/** A realm as Keycloak makes it, with its own theme and flows, and people of its own database. */
final class StockRealm {
    private static final String REALM = "stock";
    private static final String REDIRECT = "http://localhost:9/callback";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final KeycloakServer server;

    StockRealm(KeycloakServer server) {
        this.server = server;
    }

    /** Makes the realm, an app, a service and that many people, all with that password. */
    App make(int people, String password) {
        String secret = "stock-app-secret";
        Map<String, Object> realm = Map.of(
                "realm",
                REALM,
                "enabled",
                true,
                "clients",
                List.of(
                        Map.of(
                                "clientId",
                                "app",
                                "secret",
                                secret,
                                "redirectUris",
                                List.of(REDIRECT),
                                "standardFlowEnabled",
                                true),
                        Map.of(
                                "clientId",
                                "service",
                                "secret",
                                secret,
                                "standardFlowEnabled",
                                false,
                                "serviceAccountsEnabled",
                                true)),
                "users",
                IntStream.range(0, people)
                        .mapToObj(i -> Map.of(
                                "username",
                                username(i),
                                "enabled",
                                true,
                                "firstName",
                                "An",
                                "lastName",
                                "Nguyen",
                                "email",
                                username(i) + "@example.edu.vn",
                                "credentials",
                                List.of(Map.of("type", "password", "value", password, "temporary", false))))
                        .toList());
        send(administering("/admin/realms").POST(body(realm)).build(), 201);
        return new App(server.port(), REALM, "app", secret, REDIRECT, "service", secret);
    }

    /** Lets a refresh token be used once, as our realm does and Keycloak does not by itself. */
    void rotateRefreshTokens() {
        send(
                administering("/admin/realms/" + REALM)
                        .PUT(body(Map.of("revokeRefreshToken", true, "refreshTokenMaxReuse", 0)))
                        .build(),
                204);
    }

    private HttpRequest.Builder administering(String path) {
        String token = send(
                        HttpRequest.newBuilder(at("/realms/master/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "grant_type=password&client_id=admin-cli&username="
                                                + KeycloakServer.ADMINISTRATOR + "&password="
                                                + URLEncoder.encode(KeycloakServer.PASSWORD, StandardCharsets.UTF_8)))
                                .build(),
                        200)
                .path("access_token")
                .asString();
        return HttpRequest.newBuilder(at(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private HttpRequest.BodyPublisher body(Map<String, Object> content) {
        return HttpRequest.BodyPublishers.ofString(json.writeValueAsString(content));
    }

    static String username(int number) {
        return "person." + number;
    }

    private URI at(String path) {
        return URI.create(server.url() + path);
    }

    private JsonNode send(HttpRequest request, int expected) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new BenchException("expected status " + expected + " of " + request.uri() + ", found "
                        + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? json.nullNode() : json.readTree(answer.body());
        } catch (IOException e) {
            throw new BenchException("expected an answer of stock Keycloak, found " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
