package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.directory.Person;

/** An app of somebody else, as its owner registers it, and what it sends to the gate. */
final class FamilyApp {
    static final String SECRET = "a secret of a made-up app, long enough";
    private static final String REDIRECT = "http://localhost:8099/back";

    final String client;
    private final Gate gate;
    private final HttpClient http = HttpClient.newHttpClient();

    private FamilyApp(Gate gate, String client) {
        this.gate = gate;
        this.client = client;
    }

    /** An app that is registered already. */
    static FamilyApp of(Gate gate, String client) {
        return new FamilyApp(gate, client);
    }

    /** A new app with these attributes; it asks for name, class and mail. */
    static FamilyApp registered(Gate gate, Keycloak admin, String client, Map<String, String> attributes) {
        var app = new ClientRepresentation();
        app.setClientId(client);
        app.setName("Thư viện số");
        app.setSecret(SECRET);
        app.setPublicClient(false);
        app.setFullScopeAllowed(false);
        app.setRedirectUris(List.of(REDIRECT));
        app.setDefaultClientScopes(List.of("basic", "acr", "profile"));
        app.setAttributes(attributes);
        var mail = new ProtocolMapperRepresentation();
        mail.setName("mail");
        mail.setProtocol("openid-connect");
        mail.setProtocolMapper("oidc-usermodel-property-mapper");
        mail.setConfig(Map.of(
                "user.attribute",
                "email",
                "claim.name",
                "email",
                "jsonType.label",
                "String",
                "id.token.claim",
                "true",
                "access.token.claim",
                "true",
                "userinfo.token.claim",
                "true",
                "introspection.token.claim",
                "true"));
        app.setProtocolMappers(List.of(mail));
        try (var answer = admin.realm("khue").clients().create(app)) {
            assertThat(answer.getStatus()).isEqualTo(201);
        }
        return new FamilyApp(gate, client);
    }

    /** Changes one attribute, as a new version of the app's file would. */
    void set(Keycloak admin, String attribute, String value) {
        var clients = admin.realm("khue").clients();
        var found = clients.findByClientId(client).get(0);
        found.getAttributes().put(attribute, value);
        clients.get(found.getId()).update(found);
    }

    /** Opens the app and types the password: either back at the app, or at a question in between. */
    Page signIn(Browser browser, Person person) {
        Page page = open(browser);
        return browser.post(page.action(), Map.of("username", person.uid(), "password", Gate.PASSWORD));
    }

    Page open(Browser browser) {
        return browser.get(gate.realm() + "/protocol/openid-connect/auth?"
                + Browser.encode(Map.of(
                        "client_id",
                        client,
                        "response_type",
                        "code",
                        "scope",
                        "openid profile",
                        "redirect_uri",
                        REDIRECT,
                        "state",
                        "state")));
    }

    Tokens tokens(Page back) {
        assertThat(back.query()).as("answer %s %s", back.address(), back.html()).containsKey("code");
        HttpResponse<String> answer = token(
                Map.of("grant_type", "authorization_code", "code", back.query().get("code"), "redirect_uri", REDIRECT));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Tokens(JsonMapper.shared().readTree(answer.body()));
    }

    Tokens refresh(Tokens tokens) {
        HttpResponse<String> answer = token(Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Tokens(JsonMapper.shared().readTree(answer.body()));
    }

    HttpResponse<String> token(Map<String, String> form) {
        return token(client, SECRET, form);
    }

    /** A request to the token endpoint by that client. */
    HttpResponse<String> token(String client, String secret, Map<String, String> form) {
        var full = new LinkedHashMap<>(form);
        full.put("client_id", client);
        full.put("client_secret", secret);
        return post("/protocol/openid-connect/token", full);
    }

    JsonNode introspect(String token) {
        return JsonMapper.shared()
                .readTree(post(
                                "/protocol/openid-connect/token/introspect",
                                Map.of("client_id", client, "client_secret", SECRET, "token", token))
                        .body());
    }

    HttpResponse<String> userinfo(String token) {
        return send(HttpRequest.newBuilder(URI.create(gate.realm() + "/protocol/openid-connect/userinfo"))
                .header("Authorization", "Bearer " + token));
    }

    /** A request to khue-family with that person's token. */
    HttpResponse<String> family(String token, String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(gate.realm() + "/khue-family/" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> post(String path, Map<String, String> form) {
        return send(HttpRequest.newBuilder(URI.create(gate.realm() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.encode(form))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
