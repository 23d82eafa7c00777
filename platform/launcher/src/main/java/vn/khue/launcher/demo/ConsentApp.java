package vn.khue.launcher.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.realm.RealmSetup;

/**
 * An app of somebody else, as a district registers one: it rests on consent, has a file in the folder of apps and a server of its own on
 * this machine, and goes with the demo. Not thread-safe.
 */
final class ConsentApp implements AutoCloseable {
    private static final String CLIENT = "anh-lop-mau";
    private static final String CLAIM = "name";
    private static final int LARGEST = 65_536;
    private static final String FILE = """
            {
              "client": "%1$s",
              "kind": "WEB",
              "name": {"vi": "Ảnh của lớp (mẫu)", "en": "Class photos (sample)"},
              "purpose": {"vi": "Gửi ảnh hoạt động của lớp cho gia đình", "en": "Sends photos of the class to families"},
              "owner": "so-gddt",
              "legalBasis": "CONSENT",
              "claims": ["name"],
              "onBehalf": ["child:records"],
              "mayUse": {"roles": ["HOC_SINH", "PHU_HUYNH"]},
              "url": "%2$s/",
              "redirects": ["%2$s/back"],
              "logout": {"backchannel": "%2$s/ended"}
            }
            """;

    private final String gate;
    private final StateDirectory state;
    private final RealmSetup realm;
    private final HttpClient client;
    private final HttpServer server;
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final String verifier;
    private String refresh = "";

    /**
     * Starts its server; the gate knows nothing of it yet.
     *
     * @param gate root address of the realm
     */
    ConsentApp(String gate, StateDirectory state, RealmSetup realm, HttpClient client) {
        this.gate = gate;
        this.state = state;
        this.realm = realm;
        this.client = client;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.verifier = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/back", exchange -> answer(exchange, "back at the app"));
        server.createContext("/ended", exchange -> {
            String body = new String(exchange.getRequestBody().readNBytes(LARGEST), StandardCharsets.UTF_8);
            parameters(body).computeIfPresent("logout_token", (name, token) -> {
                ended.add(token);
                return token;
            });
            answer(exchange, "");
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /** Has the gate take its file. */
    void register() {
        StateDirectory.writeOwnerOnly(file(), String.format(Locale.ROOT, FILE, CLIENT, address()));
        realm.apply();
    }

    private Path file() {
        return state.apps().resolve(CLIENT + ".json");
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The child signs in and says yes where the gate asks. Gives what the app is told. */
    JsonNode signIn(Member child) {
        Page page = child.open(gate + "/protocol/openid-connect/auth?"
                + encoded(Map.of(
                        "client_id",
                        CLIENT,
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "redirect_uri",
                        address() + "/back",
                        "code_challenge",
                        challenge(),
                        "code_challenge_method",
                        "S256")));
        if (page.has("#kc-consent-form")) {
            page = child.submit(page.form("#kc-consent-form")
                    .withTicked("claim", List.of(CLAIM))
                    .with("answer", "yes"));
        }
        String code = parameters(
                        page.ok().address().getRawQuery() == null
                                ? ""
                                : page.address().getRawQuery())
                .getOrDefault("code", "");
        if (code.isEmpty()) {
            throw new StepFailure("Expected to be back at the app with a code, found: " + page.shortText());
        }
        return tokens(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                address() + "/back",
                "code_verifier",
                verifier));
    }

    /** What the next token tells. */
    JsonNode next() {
        return tokens(Map.of("grant_type", "refresh_token", "refresh_token", refresh));
    }

    /** The error with which the gate refuses the next token. */
    String refusal() {
        JsonNode answer = token(Map.of("grant_type", "refresh_token", "refresh_token", refresh));
        return answer.path("error").asString("");
    }

    /** Of how many ended sessions the gate told it. */
    int toldOfEnds() {
        return ended.size();
    }

    private JsonNode tokens(Map<String, String> form) {
        JsonNode answer = token(form);
        if (!answer.has("id_token")) {
            throw new StepFailure("Expected tokens from the gate, found: "
                    + answer.path("error").asString(""));
        }
        refresh = answer.path("refresh_token").asString("");
        String[] parts = answer.path("id_token").asString("").split("\\.");
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1]));
    }

    private JsonNode token(Map<String, String> form) {
        String secret = Demo.text(state.secrets().resolve("app-" + CLIENT)).strip();
        String all = encoded(form) + "&" + encoded(Map.of("client_id", CLIENT, "client_secret", secret));
        HttpRequest request = HttpRequest.newBuilder(URI.create(gate + "/protocol/openid-connect/token"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(all))
                .build();
        try {
            return JsonMapper.shared()
                    .readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new StepFailure("The gate's token endpoint: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailure("interrupted", e);
        }
    }

    private String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> parameters(String text) {
        return Stream.of(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, second) -> second));
    }

    /** Takes its file away, which disables it at the gate, and stops its server. */
    @Override
    public void close() {
        server.stop(0);
        try {
            if (Files.deleteIfExists(file())) {
                realm.apply();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
