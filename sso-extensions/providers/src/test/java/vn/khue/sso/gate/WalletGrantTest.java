package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.directory.Person;

/** How a wallet gets a token for the person's card: by an offer and the code beside it, or by signing in. */
@KeycloakIntegrationTest(config = GateServer.class)
class WalletGrantTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
    private static final String TX_CODE = "493536";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-length";

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private final HttpClient http = HttpClient.newHttpClient();
    private Gate gate;
    private Person pupil;

    @BeforeEach
    void open() {
        gate = Gate.at(urls.getBase());
        pupil = Surroundings.get().village.pupil;
    }

    @Test
    void serverInfoShowsTheGrant() {
        assertThat(admin.serverInfo()
                        .getInfo()
                        .getProviders()
                        .get("oauth2-grant-type")
                        .getProviders()
                        .get(GRANT)
                        .getOperationalInfo())
                .containsKey("version");
        JsonNode metadata = JsonMapper.shared()
                .readTree(gate.browser()
                        .get(urls.getBase() + "/.well-known/oauth-authorization-server/realms/khue")
                        .html());
        assertThat(metadata.path("grant_types_supported").toString()).contains(GRANT);
    }

    @Test
    void anOfferAndItsCodeGiveATokenForTheCardAlone() throws Exception {
        UUID offer = UUID.randomUUID();
        HttpResponse<String> answer = redeem(code(offer, pupil, 600), TX_CODE);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode tokens = JsonMapper.shared().readTree(answer.body());
        assertThat(tokens.has("refresh_token")).isFalse();
        assertThat(tokens.has("id_token")).isFalse();
        assertThat(tokens.path("token_type").asString()).isEqualTo("Bearer");
        JsonNode claims = claims(tokens);
        assertThat(claims.path("khue_id").asString()).isEqualTo(pupil.id().toString());
        assertThat(claims.path("khue_wallet_offer").asString()).isEqualTo(offer.toString());
        assertThat(claims.path("scope").asString()).isEqualTo("khue_card");
        assertThat(claims.path("aud").toString()).isEqualTo("\"" + Gate.SIGNING + "\"");
        assertThat(claims.path("azp").asString()).isEqualTo("khue-wallet");
        assertThat(claims.has("khue_role")).isFalse();
    }

    @Test
    void aCodeIsGoodOnce() throws Exception {
        String code = code(UUID.randomUUID(), pupil, 600);
        assertThat(redeem(code, TX_CODE).statusCode()).isEqualTo(200);
        refused("invalid_grant", redeem(code, TX_CODE));
    }

    @Test
    void ofManyAtOnceOneGetsTheToken() {
        String code = code(UUID.randomUUID(), pupil, 600);
        List<CompletableFuture<HttpResponse<String>>> all = java.util.stream.IntStream.range(0, 8)
                .mapToObj(each -> http.sendAsync(request(form(code, TX_CODE)), HttpResponse.BodyHandlers.ofString()))
                .toList();
        assertThat(all.stream()
                        .map(CompletableFuture::join)
                        .filter(each -> each.statusCode() == 200)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theCodeBesideItMayBeTypedFiveTimes() throws Exception {
        String code = code(UUID.randomUUID(), pupil, 600);
        for (int wrong = 0; wrong < 4; wrong++) {
            refused("invalid_grant", redeem(code, "00000" + wrong));
        }
        assertThat(redeem(code, TX_CODE).statusCode()).isEqualTo(200);

        String another = code(UUID.randomUUID(), pupil, 600);
        for (int wrong = 0; wrong < 5; wrong++) {
            refused("invalid_grant", redeem(another, "00000" + wrong));
        }
        refused("invalid_grant", redeem(another, TX_CODE));
    }

    @Test
    void withoutTheCodeBesideIt() throws Exception {
        Map<String, String> form = form(code(UUID.randomUUID(), pupil, 600), TX_CODE);
        form.remove("tx_code");
        refused("invalid_request", send(form));
        form.remove("pre-authorized_code");
        refused("invalid_request", send(form));
    }

    @Test
    void anOfferThatIsOverOrForged() throws Exception {
        refused("invalid_grant", redeem(code(UUID.randomUUID(), pupil, -1), TX_CODE));
        String code = code(UUID.randomUUID(), pupil, 600);
        refused("invalid_grant", redeem(code.substring(0, code.length() - 1) + "x", TX_CODE));
        refused(
                "invalid_grant",
                redeem(
                        code.replace(
                                pupil.id().toString(),
                                Surroundings.get().village.principal.id().toString()),
                        TX_CODE));
        refused("invalid_grant", redeem("x".repeat(2000), TX_CODE));
        // Keycloak takes no parameter of that length for one.
        refused("invalid_request", redeem("x".repeat(5000), TX_CODE));
    }

    @Test
    void somebodyWhoIsNotActiveAndSomebodyElse() throws Exception {
        refused("invalid_grant", redeem(code(UUID.randomUUID(), Surroundings.get().village.suspended, 600), TX_CODE));
        UUID offer = UUID.randomUUID();
        String body = body(offer, Surroundings.get().village.principal.id(), pupil.uid(), 600);
        refused("invalid_grant", redeem(body + "~" + hash("wallet-offer", body), TX_CODE));
    }

    @Test
    void aClientOfAnotherKind() throws Exception {
        Map<String, String> form = form(code(UUID.randomUUID(), pupil, 600), TX_CODE);
        form.put("client_id", "khue-signing");
        refused("invalid_client", send(form));
        form.put("client_id", "khue-wallet");
        assertThat(send(form).statusCode()).isEqualTo(200);
    }

    @Test
    void whoSignsInGetsTheScopeByPkce() throws Exception {
        Browser browser = gate.browser();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", "khue-wallet");
        query.put("response_type", "code");
        query.put("scope", "khue_card");
        query.put("redirect_uri", "eudi-openid4ci://authorize");
        query.put("state", "state");
        assertThat(browser.get(authorize(query)).query().toString())
                .as("without PKCE")
                .doesNotContain("code=");
        query.put("code_challenge", challenge());
        query.put("code_challenge_method", "S256");
        Page login = browser.get(authorize(query));
        Page back = browser.post(login.action(), Map.of("username", pupil.uid(), "password", Gate.PASSWORD));
        assertThat(back.address().getScheme()).as(back.html()).isEqualTo("eudi-openid4ci");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", "khue-wallet");
        form.put("code", back.query().get("code"));
        form.put("redirect_uri", "eudi-openid4ci://authorize");
        form.put("code_verifier", VERIFIER);
        HttpResponse<String> answer = send(form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode tokens = JsonMapper.shared().readTree(answer.body());
        assertThat(tokens.has("refresh_token")).isFalse();
        JsonNode claims = claims(tokens);
        assertThat(claims.path("khue_id").asString()).isEqualTo(pupil.id().toString());
        assertThat(claims.path("scope").asString()).isEqualTo("khue_card");
        assertThat(claims.path("aud").toString()).isEqualTo("\"" + Gate.SIGNING + "\"");
        assertThat(claims.has("khue_wallet_offer")).isFalse();
    }

    private String authorize(Map<String, String> query) {
        return gate.realm() + "/protocol/openid-connect/auth?" + Browser.encode(query);
    }

    private static String challenge() throws Exception {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    }

    /** As the signing service writes it. */
    private static String code(UUID offer, Person person, int seconds) {
        String body = body(offer, person.id(), person.uid(), seconds);
        return body + "~" + hash("wallet-offer", body);
    }

    private static String body(UUID offer, UUID person, String uid, int seconds) {
        return String.join(
                "~",
                "1",
                offer.toString(),
                person.toString(),
                uid,
                Long.toString(Instant.now().plusSeconds(seconds).getEpochSecond()),
                hash("wallet-code", offer + ":" + TX_CODE));
    }

    private static String hash(String kind, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Surroundings.get().secret("wallet-key").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((kind + "\0" + text).getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String code, String typed) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", GRANT);
        form.put("pre-authorized_code", code);
        form.put("tx_code", typed);
        return form;
    }

    private HttpResponse<String> redeem(String code, String typed) throws Exception {
        return send(form(code, typed));
    }

    private HttpResponse<String> send(Map<String, String> form) throws Exception {
        return http.send(request(form), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(Map<String, String> form) {
        return HttpRequest.newBuilder(URI.create(gate.realm() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.encode(form)))
                .build();
    }

    private static void refused(String error, HttpResponse<String> answer) {
        assertThat(JsonMapper.shared().readTree(answer.body()).path("error").asString())
                .as(answer.body())
                .isEqualTo(error);
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static JsonNode claims(JsonNode tokens) {
        return JsonMapper.shared()
                .readTree(Base64.getUrlDecoder()
                        .decode(tokens.path("access_token").asString().split("\\.")[1]));
    }
}
