package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The app khue-signing: sends a browser to the gate, and exchanges the code that it brings back. */
final class SigningApp {
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-length";

    private final Gate gate;
    private final Browser browser;
    private final String secret;
    private final HttpClient http = HttpClient.newHttpClient();

    SigningApp(Gate gate, Browser browser, String secret) {
        this.gate = gate;
        this.browser = browser;
        this.secret = secret;
    }

    /** Opens the gate for this app; extra are further parameters of the request, such as acr_values. */
    Page open(Map<String, String> extra) {
        return browser.get(address(extra));
    }

    /** Where a browser is sent for that. */
    String address(Map<String, String> extra) {
        var query = new LinkedHashMap<String, String>();
        query.put("client_id", "khue-signing");
        query.put("response_type", "code");
        query.put("scope", "openid profile");
        query.put("redirect_uri", Gate.SIGNING + "/login/oauth2/code/khue");
        query.put("state", "state");
        query.put("nonce", "nonce");
        query.put("code_challenge", challenge());
        query.put("code_challenge_method", "S256");
        query.putAll(extra);
        return gate.realm() + "/protocol/openid-connect/auth?" + Browser.encode(query);
    }

    Page password(Page page, String username, String password) {
        return browser.post(page.action(), Map.of("username", username, "password", password));
    }

    Page code(Page page, String otp) {
        return browser.post(page.action(), Map.of("otp", otp));
    }

    /** Types the right code after a wrong one: for the moment in which the gate counts the wrong one it takes no other. */
    Page rightCode(Page refused, String otp) {
        var page = new AtomicReference<>(code(refused, otp));
        Patience.until("the gate takes the right code", () -> {
            if (page.get().id().equals("login-login-otp")) {
                page.set(code(page.get(), otp));
            }
            return !page.get().id().equals("login-login-otp");
        });
        return page.get();
    }

    /** Follows a link, or goes where the browser was sent. */
    Page follow(String address) {
        return browser.get(address);
    }

    Page post(Page page, Map<String, String> form) {
        return browser.post(page.action(), form);
    }

    /** Sends the browser to log out, without the ID token that would spare the question. */
    Page logout() {
        return browser.get(gate.realm() + "/protocol/openid-connect/logout?client_id=khue-signing");
    }

    /** Signs in by password and gives the tokens. */
    Tokens signIn(String username) {
        return tokens(password(open(Map.of()), username, Gate.PASSWORD));
    }

    /** Exchanges the code in the address to which the browser was sent. */
    Tokens tokens(Page back) {
        assertThat(back.query()).as("answer %s %s", back.address(), back.html()).containsKey("code");
        return tokens(back.query().get("code"));
    }

    /** Exchanges a code that another browser brought. */
    Tokens tokens(String code) {
        return token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                Gate.SIGNING + "/login/oauth2/code/khue",
                "code_verifier",
                VERIFIER));
    }

    Tokens refresh(Tokens tokens) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()));
    }

    /** The error with which the gate refuses to renew. */
    String refusedRefresh(Tokens tokens) {
        return json(request(Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh())), 400)
                .path("error")
                .asString();
    }

    private Tokens token(Map<String, String> form) {
        return new Tokens(json(request(form)));
    }

    private HttpRequest request(Map<String, String> form) {
        var full = new LinkedHashMap<>(form);
        full.put("client_id", "khue-signing");
        full.put("client_secret", secret);
        return HttpRequest.newBuilder(URI.create(gate.realm() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.encode(full)))
                .build();
    }

    JsonNode userinfo(Tokens tokens) {
        return json(HttpRequest.newBuilder(URI.create(gate.realm() + "/protocol/openid-connect/userinfo"))
                .header("Authorization", "Bearer " + tokens.access())
                .build());
    }

    private JsonNode json(HttpRequest request) {
        return json(request, 200);
    }

    private JsonNode json(HttpRequest request, int status) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
