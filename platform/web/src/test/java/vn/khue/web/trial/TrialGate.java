package vn.khue.web.trial;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A small OpenID provider for tests: real discovery, real keys, really signed tokens, PKCE checked. It shows no pages: a
 * test plays the person and decides what the tokens say.
 */
public final class TrialGate implements AutoCloseable {

    private final HttpServer server;
    private final ECKey key;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> logins = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> changes = new ConcurrentHashMap<>();
    private final Map<String, String> quiet = new ConcurrentHashMap<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicInteger renewals = new AtomicInteger();
    private final Map<String, HttpHandler> services = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int accessSeconds = 300;
    private volatile boolean failing;

    private record Grant(Map<String, Object> claims, String challenge, String redirectUri, ECKey signer) {}

    public TrialGate() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("trial").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/realms/khue/.well-known/openid-configuration", this::discovery);
        server.createContext("/realms/khue/keys", exchange -> json(exchange, 200, new JWKSet(key).toString()));
        server.createContext("/realms/khue/token", this::token);
        server.createContext("/realms/khue", this::service);
        server.start();
    }

    private void service(HttpExchange exchange) throws IOException {
        services.getOrDefault(exchange.getRequestURI().getPath(), unknown -> json(unknown, 404, "{}"))
                .handle(exchange);
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/realms/khue";
    }

    /** How many codes were exchanged for tokens. */
    public int exchanges() {
        return exchanges.get();
    }

    /** How many logins were renewed. */
    public int renewals() {
        return renewals.get();
    }

    /** How long access tokens last from now on; the usual is 300. */
    public void accessLasts(int seconds) {
        accessSeconds = seconds;
    }

    /**
     * From now on the gate answers so below its address, to whoever brings the access token that it gives; everybody else is told 401.
     *
     * @param path from the issuer on, such as {@code /khue-help/mine}
     * @param body as it is sent, whatever it is
     */
    public void answers(String path, int status, String body) {
        services.put("/realms/khue" + path, exchange -> {
            boolean known = "Bearer at".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getPath().substring("/realms/khue".length()) + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            json(exchange, known ? status : 401, body);
        });
    }

    /** From now on the gate wants a newer login for that (RFC 9470, 3). */
    public void wantsNewerLogin(String path) {
        services.put("/realms/khue" + path, exchange -> {
            exchange.getResponseHeaders()
                    .set("WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\", max_age=\"900\"");
            json(exchange, 401, "{}");
        });
    }

    /** What was asked of the services that {@link #answers} set up: method, path and body; then forgotten. */
    public List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    /** From now on the token endpoint answers 500, or no longer does. */
    public void fails(boolean now) {
        failing = now;
    }

    /** What renewed tokens of this person say from now on, in place of what the login said. */
    public void change(String khueId, Map<String, Object> claims) {
        changes.put(khueId, Map.copyOf(claims));
        quiet.remove(khueId);
    }

    /** Renewed tokens of this person say nothing of that claim from now on, until {@link #change}. */
    public void keepsQuietAbout(String khueId, String claim) {
        quiet.put(khueId, claim);
    }

    /** Ends all logins of this person. */
    public void end(String khueId) {
        logins.values().removeIf(claims -> khueId.equals(claims.get("khue_id")));
    }

    /** A logout token of this gate (OpenID Connect Back-Channel Logout 1.0, 2.4). */
    public String logoutToken(Map<String, Object> claims) {
        return logoutToken(claims, key);
    }

    /** The same, signed with a key that is not the gate's. */
    public String forgedLogoutToken(Map<String, Object> claims) {
        try {
            return logoutToken(
                    claims, new ECKeyGenerator(Curve.P_256).keyID("trial").generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String logoutToken(Map<String, Object> claims, ECKey signer) {
        Map<String, Object> all = new TreeMap<>(claims);
        long now = Instant.now().getEpochSecond();
        all.putIfAbsent("iss", issuer());
        all.putIfAbsent("iat", now);
        all.putIfAbsent("exp", now + 120);
        all.putIfAbsent("jti", UUID.randomUUID().toString());
        all.putIfAbsent("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        return signed(all, signer, new JOSEObjectType("logout+jwt"));
    }

    /** Claims of an ID token that is right in everything for this request to the gate. */
    public Map<String, Object> rightClaims(URI request, Map<String, Object> person) {
        Map<String, String> asked = query(request);
        Map<String, Object> claims = new TreeMap<>(person);
        long now = Instant.now().getEpochSecond();
        claims.put("iss", issuer());
        claims.put("aud", List.of(asked.get("client_id")));
        claims.put("nonce", asked.get("nonce"));
        claims.put("iat", now);
        claims.put("exp", now + 300);
        claims.put("auth_time", now);
        claims.put("acr", asked.getOrDefault("acr_values", "password"));
        claims.put("amr", List.of("pwd", "otp"));
        return claims;
    }

    /** The address the gate sends the browser back to, with a code that is worth these claims. */
    public URI answer(URI request, Map<String, Object> claims) {
        return answer(request, claims, key);
    }

    /** The same, signed with a key that is not the gate's but bears the name of the gate's. */
    public URI forgedAnswer(URI request, Map<String, Object> claims) {
        try {
            return answer(
                    request,
                    claims,
                    new ECKeyGenerator(Curve.P_256).keyID("trial").generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI answer(URI request, Map<String, Object> claims, ECKey signer) {
        Map<String, String> asked = query(request);
        String code = UUID.randomUUID().toString();
        grants.put(code, new Grant(Map.copyOf(claims), asked.get("code_challenge"), asked.get("redirect_uri"), signer));
        return URI.create(asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    }

    /** An access token of this gate. */
    public String accessToken(Map<String, Object> claims) {
        Map<String, Object> all = new TreeMap<>(claims);
        long now = Instant.now().getEpochSecond();
        all.putIfAbsent("iss", issuer());
        all.putIfAbsent("iat", now);
        all.putIfAbsent("exp", now + 300);
        all.putIfAbsent("sub", "service");
        return signed(all, key);
    }

    private void discovery(HttpExchange exchange) throws IOException {
        String issuer = issuer();
        json(
                exchange,
                200,
                "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + issuer
                        + "/auth\",\"token_endpoint\":\""
                        + issuer + "/token\",\"jwks_uri\":\"" + issuer + "/keys\",\"end_session_endpoint\":\"" + issuer
                        + "/logout\"}");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean basic = exchange.getRequestHeaders().getFirst("Authorization") != null;
        if (basic && "client_credentials".equals(form.get("grant_type"))) {
            String token = accessToken(Map.of("aud", List.of("khue-audit"), "scope", "events:write"));
            json(exchange, 200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":300}");
            return;
        }
        if (failing) {
            json(exchange, 500, "{}");
            return;
        }
        if (basic && "refresh_token".equals(form.get("grant_type"))) {
            renew(exchange, form.getOrDefault("refresh_token", ""));
            return;
        }
        Grant grant = grants.remove(form.getOrDefault("code", ""));
        if (grant == null
                || !basic
                || !grant.redirectUri().equals(form.get("redirect_uri"))
                || !challenge(form.getOrDefault("code_verifier", "")).equals(grant.challenge())) {
            json(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        exchanges.incrementAndGet();
        tokens(exchange, grant.claims(), grant.signer());
    }

    /** A refresh token is good for one use. */
    private void renew(HttpExchange exchange, String refreshToken) {
        Map<String, Object> claims = logins.remove(refreshToken);
        if (claims == null) {
            json(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        renewals.incrementAndGet();
        Map<String, Object> now = new TreeMap<>(claims);
        long seconds = Instant.now().getEpochSecond();
        now.put("iat", seconds);
        now.put("exp", seconds + 300);
        now.putAll(changes.getOrDefault(String.valueOf(claims.get("khue_id")), Map.of()));
        Map<String, Object> told = new TreeMap<>(now);
        Optional.ofNullable(quiet.get(String.valueOf(claims.get("khue_id")))).ifPresent(told::remove);
        tokens(exchange, now, told, key);
    }

    private void tokens(HttpExchange exchange, Map<String, Object> claims, ECKey signer) {
        tokens(exchange, claims, claims, signer);
    }

    /** @param told what of the claims the ID token says */
    private void tokens(HttpExchange exchange, Map<String, Object> claims, Map<String, Object> told, ECKey signer) {
        String refresh = UUID.randomUUID().toString();
        logins.put(refresh, claims);
        json(
                exchange,
                200,
                "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":" + accessSeconds
                        + ",\"refresh_token\":\"" + refresh + "\",\"id_token\":\"" + signed(told, signer) + "\"}");
    }

    private static String signed(Map<String, Object> claims, ECKey signer) {
        return signed(claims, signer, JOSEObjectType.JWT);
    }

    private static String signed(Map<String, Object> claims, ECKey signer, JOSEObjectType type) {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> set.claim(
                name,
                List.of("iat", "exp", "nbf").contains(name) && value instanceof Number seconds
                        ? Date.from(Instant.ofEpochSecond(seconds.longValue()))
                        : value));
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(signer.getKeyID())
                        .type(type)
                        .build(),
                set.build());
        try {
            jwt.sign(new ECDSASigner(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The parameters of an address. */
    public static Map<String, String> query(URI address) {
        return parameters(address.getRawQuery());
    }

    private static Map<String, String> parameters(String text) {
        return Arrays.stream(text.split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> java.net.URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> java.net.URLDecoder.decode(pair.length > 1 ? pair[1] : "", StandardCharsets.UTF_8)));
    }

    private static void json(HttpExchange exchange, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
