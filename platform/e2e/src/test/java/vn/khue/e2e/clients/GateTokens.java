package vn.khue.e2e.clients;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.khue.e2e.stack.KhueStack;

/** The gate's OAuth endpoints, as a program without a browser asks them. */
final class GateTokens {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String issuer;

    GateTokens(KhueStack khue) {
        this.issuer = khue.keycloak() + "/realms/khue";
    }

    /** @param status of HTTP */
    record Answer(int status, JsonObject body) {
        String text(String field) {
            return body.has(field) ? body.get(field).getAsString() : "";
        }
    }

    Answer token(Map<String, String> form) {
        return post("/protocol/openid-connect/token", form);
    }

    Answer device(String client) {
        return post("/protocol/openid-connect/auth/device", Map.of("client_id", client, "scope", "openid"));
    }

    /** private_key_jwt (OpenID Connect Core 1.0, 9). */
    String assertion(String client, String kid, PrivateKey key) {
        Instant now = Instant.now();
        JsonObject header = new JsonObject();
        header.addProperty("alg", "PS256");
        header.addProperty("kid", kid);
        JsonObject claims = new JsonObject();
        claims.addProperty("iss", client);
        claims.addProperty("sub", client);
        claims.addProperty("aud", issuer);
        claims.addProperty("jti", UUID.randomUUID().toString());
        claims.addProperty("iat", now.getEpochSecond());
        claims.addProperty("exp", now.getEpochSecond() + 50);
        String signed = encoded(header.toString()) + "." + encoded(claims.toString());
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonObject claims(String token) {
        return JsonParser.parseString(
                        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private Answer post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> At.encoded(field.getKey()) + "=" + At.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(issuer + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(), JsonParser.parseString(answer.body()).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
