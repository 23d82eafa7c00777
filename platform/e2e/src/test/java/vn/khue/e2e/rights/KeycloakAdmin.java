package vn.khue.e2e.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.launcher.home.StateDirectory;

/** What an administrator of Keycloak does through its REST interface. */
public final class KeycloakAdmin {
    private static final String LIFESPAN = "access.token.lifespan";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;
    private final JsonObject account;

    public KeycloakAdmin(KhueStack khue) {
        this.server = khue.keycloak();
        try {
            this.account = JsonParser.parseString(Files.readString(new StateDirectory(khue.state()).adminFile()))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long access tokens of this client last; empty where the realm decides. */
    String accessTokenSeconds(String client) {
        JsonElement seconds = client(client).getAsJsonObject("attributes").get(LIFESPAN);
        return seconds == null ? "" : seconds.getAsString();
    }

    void accessTokenSeconds(String client, String seconds) {
        JsonObject changed = client(client);
        changed.getAsJsonObject("attributes").addProperty(LIFESPAN, seconds);
        send("PUT", "/clients/" + changed.get("id").getAsString(), changed.toString());
    }

    /** Ends every login of this person. */
    public void endLogins(String username) {
        String id = first("/users?exact=true&username=" + URLEncoder.encode(username, StandardCharsets.UTF_8))
                .get("id")
                .getAsString();
        send("POST", "/users/" + id + "/logout", "");
    }

    private JsonObject client(String client) {
        return first("/clients?clientId=" + client);
    }

    private JsonObject first(String path) {
        return send("GET", path, "").getAsJsonArray().get(0).getAsJsonObject();
    }

    private JsonElement send(String method, String path, String body) {
        return exchange(HttpRequest.newBuilder(URI.create(server + "/admin/realms/khue" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private String token() {
        return exchange(HttpRequest.newBuilder(URI.create(server + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username="
                                + encoded("username") + "&password=" + encoded("password"))))
                .getAsJsonObject()
                .get("access_token")
                .getAsString();
    }

    private String encoded(String field) {
        return URLEncoder.encode(account.get(field).getAsString(), StandardCharsets.UTF_8);
    }

    private JsonElement exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as(answer.uri() + " " + answer.body())
                    .isBetween(200, 299);
            return answer.body().isEmpty() ? new JsonObject() : JsonParser.parseString(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
