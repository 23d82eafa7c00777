package vn.khue.e2e.nodes;

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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without script at the gate of two nodes, and the app behind it. */
final class Browser {
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-length";
    private static final Pattern ACTION = Pattern.compile("id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String gate;
    private final String proxy;
    private final String app;
    private final String secret;

    /**
     * @param gate under which people and apps know the cluster
     * @param proxy where that name leads
     * @param app root of the app khue-signing
     * @param secret of that app
     */
    Browser(String gate, String proxy, String app, String secret) {
        this.gate = gate;
        this.proxy = proxy;
        this.app = app;
        this.secret = secret;
    }

    /** What came in the end: a page, or the address of the app. */
    record Answer(int status, String address, String body) {
        boolean isBackAtTheApp() {
            return CODE.matcher(address).find();
        }
    }

    /** The node on which this browser is, from 1. */
    int node() {
        return Integer.parseInt(cookies.get(Balancer.ROUTE).substring(1));
    }

    /** Has the next request go to that node. */
    Browser on(int node) {
        cookies.put(Balancer.ROUTE, "." + node);
        return this;
    }

    Answer open() {
        return follow(HttpRequest.newBuilder(URI.create(proxy + "/realms/khue/protocol/openid-connect/auth?"
                + form(Map.of(
                        "client_id", "khue-signing",
                        "response_type", "code",
                        "scope", "openid profile",
                        "redirect_uri", app + "/login/oauth2/code/khue",
                        "state", "state",
                        "code_challenge", challenge(),
                        "code_challenge_method", "S256")))));
    }

    Answer send(Answer page, String username, String password) {
        var action = ACTION.matcher(page.body());
        if (!action.find()) {
            throw new IllegalStateException("No password is asked for: " + page);
        }
        return follow(HttpRequest.newBuilder(through(
                        URI.create(page.address()).resolve(action.group(1).replace("&amp;", "&"))))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(Map.of("username", username, "password", password)))));
    }

    JsonObject tokens(Answer back) {
        var code = CODE.matcher(back.address());
        if (!code.find()) {
            throw new IllegalStateException("Not back at the app: " + back);
        }
        return token(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code.group(1),
                        "redirect_uri",
                        app + "/login/oauth2/code/khue",
                        "code_verifier",
                        VERIFIER))
                .orElseThrow(() -> new IllegalStateException("The code is not taken: " + back));
    }

    /** Empty where the gate refuses. */
    Optional<JsonObject> refresh(JsonObject tokens) {
        return token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.get("refresh_token").getAsString()));
    }

    /** Ends the session, as an app does that holds the ID token. */
    int logout(JsonObject tokens) {
        return exchange(HttpRequest.newBuilder(URI.create(proxy + "/realms/khue/protocol/openid-connect/logout?"
                        + form(Map.of(
                                "client_id",
                                "khue-signing",
                                "id_token_hint",
                                tokens.get("id_token").getAsString())))))
                .statusCode();
    }

    private Optional<JsonObject> token(Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("client_id", "khue-signing");
        all.put("client_secret", secret);
        HttpResponse<String> answer =
                exchange(HttpRequest.newBuilder(URI.create(proxy + "/realms/khue/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(all))));
        return answer.statusCode() == 200
                ? Optional.of(JsonParser.parseString(answer.body()).getAsJsonObject())
                : Optional.empty();
    }

    private Answer follow(HttpRequest.Builder request) {
        HttpResponse<String> answer = exchange(request);
        for (int hops = 0; hops < 10 && answer.statusCode() / 100 == 3; hops++) {
            URI target = through(
                    answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow()));
            if (!target.toString().startsWith(proxy)) {
                return new Answer(answer.statusCode(), target.toString(), "");
            }
            answer = exchange(HttpRequest.newBuilder(target));
        }
        return new Answer(answer.statusCode(), answer.uri().toString(), answer.body());
    }

    private URI through(URI target) {
        String address = target.toString();
        return address.startsWith(gate) ? URI.create(proxy + address.substring(gate.length())) : target;
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String header) {
        String[] pair = header.split(";", 2)[0].split("=", 2);
        if (header.contains("Max-Age=0") || pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
