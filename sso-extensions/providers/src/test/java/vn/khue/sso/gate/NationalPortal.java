package vn.khue.sso.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** An OpenID provider of a state: it signs in at once whom the test names, and lies where it is told to. */
final class NationalPortal implements AutoCloseable {
    static final String CLIENT = "khue-gate";

    private final HttpServer server;
    private final KeyPair key = key();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final String secret;

    /** What its ID tokens say besides the usual. */
    volatile Map<String, Object> claims = Map.of();
    /** What userinfo says. */
    volatile Map<String, Object> info = Map.of();

    volatile String subject = "";
    volatile Lie lie = Lie.NONE;

    enum Lie {
        NONE,
        ISSUER,
        NONCE,
        SIGNATURE,
        AUDIENCE,
        EXPIRED
    }

    private NationalPortal(String secret) throws IOException {
        this.secret = secret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/jwks", exchange -> answer(exchange, 200, jwks()));
        server.createContext("/userinfo", this::userInfo);
        server.start();
    }

    static NationalPortal open(String secret) throws IOException {
        return new NationalPortal(secret);
    }

    /** As it was opened. */
    void forget() {
        claims = Map.of();
        info = Map.of();
        subject = "";
        lie = Lie.NONE;
    }

    /** Whom it signs in from now on; the subject is the number. */
    void says(NationalIdTest.Citizen citizen) {
        subject = citizen.number();
        claims = Map.of("citizen_id", citizen.number(), "verification", "level2");
        info = Map.of();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The file that switches it on. */
    String file() {
        return JsonMapper.shared()
                .writeValueAsString(new LinkedHashMap<>(Map.of(
                        "name",
                        "VNeID",
                        "issuer",
                        url(),
                        "authorizationUrl",
                        url() + "/authorize",
                        "tokenUrl",
                        url() + "/token",
                        "jwksUrl",
                        url() + "/jwks",
                        "userInfoUrl",
                        url() + "/userinfo",
                        "clientId",
                        CLIENT,
                        "scope",
                        "openid",
                        "numberClaim",
                        "citizen_id",
                        "verifiedClaim",
                        "verification")))
                .replace("{\"", "{\"verifiedValue\":\"level2\",\"");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, query);
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        query.get("redirect_uri") + "?"
                                + Browser.encode(Map.of("code", code, "state", query.get("state"))));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(form.get("code"));
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8));
        if (asked == null
                || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !challenge(form.get("code_verifier")).equals(asked.get("code_challenge"))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        var token = new LinkedHashMap<String, Object>(claims);
        long now = Instant.now().getEpochSecond();
        token.put("iss", lie == Lie.ISSUER ? "http://localhost:1" : url());
        token.put("aud", lie == Lie.AUDIENCE ? "somebody-else" : CLIENT);
        token.put("sub", subject);
        token.put("iat", lie == Lie.EXPIRED ? now - 7_200 : now);
        token.put("exp", lie == Lie.EXPIRED ? now - 3_600 : now + 300);
        token.put("nonce", lie == Lie.NONCE ? "another" : asked.get("nonce"));
        answer(
                exchange,
                200,
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "access_token",
                                "opaque",
                                "token_type",
                                "Bearer",
                                "expires_in",
                                300,
                                "id_token",
                                signed(JsonMapper.shared().writeValueAsString(token)))));
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        var all = new LinkedHashMap<String, Object>(info);
        all.put("sub", subject);
        answer(exchange, 200, JsonMapper.shared().writeValueAsString(all));
    }

    private String signed(String payload) {
        try {
            String input = base64("{\"alg\":\"RS256\",\"kid\":\"one\",\"typ\":\"JWT\"}") + "." + base64(payload);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign((lie == Lie.SIGNATURE ? key() : key).getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String jwks() {
        var rsa = (RSAPublicKey) key.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\""
                + base64(unsigned(rsa.getModulus())) + "\",\"e\":\"" + base64(unsigned(rsa.getPublicExponent()))
                + "\"}]}";
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String challenge(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (a, b) -> b));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
