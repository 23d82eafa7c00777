package vn.khue.e2e.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.launcher.home.StateDirectory;

/** What an administrator of Keycloak does through its REST interface. */
final class KeycloakAdmin {
    private static final String LIFESPAN = "access.token.lifespan";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String server;
    private final JsonNode account;

    KeycloakAdmin(KhueStack khue) {
        this.server = khue.keycloak();
        try {
            this.account = json.readTree(Files.readString(new StateDirectory(khue.state()).adminFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long access tokens of this client last; empty where the realm decides. */
    String accessTokenSeconds(String client) {
        return client(client).path("attributes").path(LIFESPAN).asString("");
    }

    void accessTokenSeconds(String client, String seconds) {
        ObjectNode changed = (ObjectNode) client(client);
        ((ObjectNode) changed.path("attributes")).put(LIFESPAN, seconds);
        send("PUT", "/clients/" + changed.path("id").asString(), changed.toString());
    }

    /** Ends every login of this person. */
    void endLogins(String username) {
        String id = send("GET", "/users?exact=true&username=" + URLEncoder.encode(username, StandardCharsets.UTF_8), "")
                .path(0)
                .path("id")
                .asString();
        send("POST", "/users/" + id + "/logout", "");
    }

    private JsonNode client(String client) {
        return send("GET", "/clients?clientId=" + client, "").path(0);
    }

    private JsonNode send(String method, String path, String body) {
        return exchange(HttpRequest.newBuilder(URI.create(server + "/admin/realms/khue" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private String token() {
        return exchange(HttpRequest.newBuilder(
                                URI.create(server + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username="
                                + encoded("username") + "&password=" + encoded("password"))))
                .path("access_token")
                .asString();
    }

    private String encoded(String field) {
        return URLEncoder.encode(account.path(field).asString(), StandardCharsets.UTF_8);
    }

    private JsonNode exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isBetween(200, 299);
            return answer.body().isEmpty() ? json.createObjectNode() : json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
