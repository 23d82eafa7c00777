package vn.khue.signing.house;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
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
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The TLS that stands before the service and the gate, since wallets speak nothing else, and the gate's token endpoint as wallets know it: codes of
 * a login with PKCE, and offers with the code beside them. The tokens are the trial gate's; what the real gate does with offers is tested there.
 */
public final class WalletFront implements AutoCloseable {
    private static final String PASSWORD = "front";
    private static final String REALM = "/realms/khue";

    private final HttpsServer server;
    private final SSLContext trust;
    private final HttpClient inner = HttpClient.newHttpClient();
    private final Map<String, Login> logins = new ConcurrentHashMap<>();
    private final Map<String, Offered> offers = new ConcurrentHashMap<>();
    private SigningHouse house;

    private record Login(UUID person, String challenge) {}

    private record Offered(UUID person, String code) {}

    public WalletFront() {
        try {
            KeyStore keys = keys();
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, PASSWORD.toCharArray());
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(keys);
            trust = SSLContext.getInstance("TLS");
            trust.init(own.getKeyManagers(), others.getTrustManagers(), null);
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(trust));
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Which house stands behind it. */
    public void before(SigningHouse behind) {
        this.house = behind;
    }

    public String base() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /** Knows this front. */
    public SSLContext trust() {
        return trust;
    }

    /** The person has signed in for a wallet that sent this challenge; what the browser brings back. */
    public String login(UUID person, URI request) {
        Map<String, String> asked = parameters(request.getRawQuery());
        String code = UUID.randomUUID().toString();
        logins.put(code, new Login(person, asked.getOrDefault("code_challenge", "")));
        return code;
    }

    /** The gate knows this offer. */
    public void offered(String preAuthorized, UUID person, String code) {
        offers.put(preAuthorized, new Offered(person, code));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/.well-known/oauth-authorization-server" + REALM)
                    || path.equals(REALM + "/.well-known/openid-configuration")
                    || path.equals("/.well-known/openid-configuration" + REALM)) {
                json(exchange, 200, metadata());
            } else if (path.equals(REALM + "/token")) {
                token(exchange);
            } else {
                forward(exchange);
            }
        }
    }

    private String metadata() {
        String realm = base() + REALM;
        return "{\"issuer\":\"" + realm + "\",\"authorization_endpoint\":\"" + realm + "/auth\",\"token_endpoint\":\""
                + realm + "/token\",\"jwks_uri\":\"" + realm + "/keys\",\"response_types_supported\":[\"code\"],"
                + "\"subject_types_supported\":[\"pairwise\"],\"id_token_signing_alg_values_supported\":[\"RS256\"],"
                + "\"code_challenge_methods_supported\":[\"S256\"],\"grant_types_supported\":[\"authorization_code\","
                + "\"urn:ietf:params:oauth:grant-type:pre-authorized_code\"]}";
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, Object> claims = new TreeMap<>();
        claims.put("aud", List.of(base()));
        claims.put("scope", "khue_card");
        claims.put("azp", "khue-wallet");
        if ("authorization_code".equals(form.get("grant_type"))) {
            Login login = logins.remove(form.getOrDefault("code", ""));
            if (login != null
                    && challenge(form.getOrDefault("code_verifier", "")).equals(login.challenge())) {
                claims.put("khue_id", login.person().toString());
            }
        } else {
            String code = form.getOrDefault("pre-authorized_code", "");
            Offered offered = offers.remove(code);
            if (offered != null && offered.code().equals(form.get("tx_code"))) {
                claims.put("khue_id", offered.person().toString());
                claims.put("khue_wallet_offer", code.split("~", -1)[1]);
            }
        }
        if (claims.containsKey("khue_id")) {
            json(
                    exchange,
                    200,
                    "{\"access_token\":\"" + house.gate().accessToken(claims)
                            + "\",\"token_type\":\"Bearer\",\"expires_in\":300,\"scope\":\"khue_card\"}");
        } else {
            json(exchange, 400, "{\"error\":\"invalid_grant\"}");
        }
    }

    /** To the house, and back with the gate's address as it is outside. */
    private void forward(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(house.base() + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        for (String header : List.of("Accept", "Authorization", "Content-Type")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                    .ifPresent(value -> request.header(header, value));
        }
        try {
            HttpResponse<String> answer = inner.send(request.build(), HttpResponse.BodyHandlers.ofString());
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            answer.headers().firstValue("Content-Type").orElse("application/octet-stream"));
            send(
                    exchange,
                    answer.statusCode(),
                    answer.body().replace(house.gate().issuer(), base() + REALM));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, body);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> parameters(String text) {
        return Arrays.stream(text.split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair.length > 1 ? pair[1] : "", StandardCharsets.UTF_8)));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore keys() throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=localhost");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(Instant.now().minusSeconds(3600)),
                Date.from(Instant.now().plusSeconds(86_400)),
                name,
                pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("front", pair.getPrivate(), PASSWORD.toCharArray(), new X509Certificate[] {certificate});
        store.setCertificateEntry("trusted", certificate);
        return store;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
