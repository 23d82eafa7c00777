package vn.khue.signing.house;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the ACME server that can also do what no client should. */
public final class AcmeClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SigningHouse house;
    private final Browser browser;
    private ECKey key = newKey();
    private String kid = "";
    private String nonce = "";

    public AcmeClient(SigningHouse house) {
        this.house = house;
        this.browser = house.outsider();
    }

    /** What came back. */
    public record Answer(int status, JsonNode json, HttpResponse<byte[]> http) {
        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        /** Last word of the problem's type. */
        public String error() {
            return text("type").replace("urn:ietf:params:acme:error:", "");
        }

        public String text(String name) {
            return json.path(name).asString("");
        }
    }

    public static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public ECKey key() {
        return key;
    }

    public String kid() {
        return kid;
    }

    public void use(ECKey other) {
        key = other;
    }

    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url(String path) {
        return house.base() + "/acme" + path;
    }

    private String freshNonce() {
        return browser.send(HttpRequest.newBuilder(URI.create(url("/new-nonce")))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody()))
                .headers()
                .firstValue("Replay-Nonce")
                .orElseThrow();
    }

    /** The header that a good request has. */
    public Map<String, Object> header(String url, boolean withKey) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "ES256");
        header.put("nonce", nonce.isEmpty() ? freshNonce() : nonce);
        header.put("url", url);
        if (withKey) {
            header.put("jwk", key.toPublicJWK().toJSONObject());
        } else {
            header.put("kid", kid);
        }
        nonce = "";
        return header;
    }

    /** With the account's kid; an empty payload is POST-as-GET. */
    public Answer post(String url, String payload) {
        return send(url, jws(header(url, false), payload, key));
    }

    /** With the key sent along. */
    public Answer postWithKey(String url, String payload) {
        return send(url, jws(header(url, true), payload, key));
    }

    public Answer open(String binding, String hmacKey) {
        Answer answer = postWithKey(url("/new-account"), account(binding, hmacKey, url("/new-account"), "HS256"));
        kid = answer.header("Location");
        return answer;
    }

    /** The payload of a new account. */
    public String account(String binding, String hmacKey, String url, String algorithm) {
        try {
            String header =
                    encode("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + binding + "\",\"url\":\"" + url + "\"}");
            String payload = encode(key.toPublicJWK().toJSONString());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(hmacKey), "HmacSHA256"));
            byte[] value = mac.doFinal((header + "." + payload).getBytes(StandardCharsets.US_ASCII));
            return "{\"termsOfServiceAgreed\":true,\"contact\":[\"mailto:it@example.vn\"],\"externalAccountBinding\":"
                    + "{\"protected\":\"" + header + "\",\"payload\":\"" + payload + "\",\"signature\":\""
                    + encode(value) + "\"}}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String jws(Map<String, Object> header, String payload, ECKey signer) {
        String protectedPart = encode(JSON.writeValueAsString(header));
        String payloadPart = encode(payload);
        try {
            String signature = new ECDSASigner(signer)
                    .sign(
                            new JWSHeader(JWSAlgorithm.ES256),
                            (protectedPart + "." + payloadPart).getBytes(StandardCharsets.US_ASCII))
                    .toString();
            return "{\"protected\":\"" + protectedPart + "\",\"payload\":\"" + payloadPart + "\",\"signature\":\""
                    + signature + "\"}";
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public Answer send(String url, String body) {
        return send(url, body, "application/jose+json");
    }

    public Answer send(String url, String body, String contentType) {
        Answer answer = answer(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        nonce = answer.header("Replay-Nonce");
        return answer;
    }

    public Answer get(String url) {
        return answer(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    private Answer answer(HttpRequest.Builder request) {
        HttpResponse<byte[]> http = browser.send(request);
        String text = new String(http.body(), StandardCharsets.UTF_8);
        return new Answer(http.statusCode(), JSON.readTree(text.startsWith("{") ? text : "{}"), http);
    }

    public static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
