package vn.khue.ecard.jws;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.ecard.cose.Es256;
import vn.khue.ecard.cose.Kid;
import vn.khue.pki.BareKey;

/**
 * A JWS in compact form (RFC 7515 section 3.1) whose payload is a JSON object. Only ES256 is read and written, whatever a header says, and a
 * header with critical parameters is refused.
 *
 * @param header as it was read; what it says beside alg, typ and crit is not judged here
 * @param kid of the header, where it is one of ours
 * @param signed what the signature is over
 */
public record CompactJws(JsonNode header, Optional<Kid> kid, JsonNode payload, byte[] signed, byte[] signature) {
    private static final String ALGORITHM = "ES256";
    private static final int MOST_HEADER = 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(3 << 20)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** An empty object, for a payload. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** @throws vn.khue.pki.PkiException where the key cannot be used */
    public static String sign(BareKey key, Optional<Kid> kid, String type, ObjectNode payload) {
        ObjectNode header = object();
        kid.ifPresent(id -> header.put("kid", id.base64Url()));
        return sign(key, type, header, payload);
    }

    /**
     * The same with more in the header.
     *
     * @param more members of the header beside alg and typ
     * @throws vn.khue.pki.PkiException where the key cannot be used
     */
    public static String sign(BareKey key, String type, ObjectNode more, ObjectNode payload) {
        ObjectNode header = object().put("alg", ALGORITHM);
        header.setAll(more);
        header.put("typ", type);
        String signed = base64(MAPPER.writeValueAsBytes(header)) + '.' + base64(MAPPER.writeValueAsBytes(payload));
        return signed + '.' + base64(Es256.sign(key, signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Reads one; its signature is still to be verified.
     *
     * @param type that it must have
     * @param most characters that it may have
     * @throws EcardException fault STRUCTURE where it is none of that type
     */
    public static CompactJws read(String text, String type, int most) {
        if (text.length() > most) {
            throw other("at most " + most + " characters");
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 1 || second < 0 || text.indexOf('.', second + 1) >= 0 || first > MOST_HEADER) {
            throw other("three parts with a short first one");
        }
        JsonNode header = json(bytes(text.substring(0, first)));
        if (!ALGORITHM.equals(header.path("alg").asString(""))
                || !type.equals(header.path("typ").asString(""))
                || header.has("crit")) {
            throw other("alg ES256, typ " + type + " and no crit");
        }
        return new CompactJws(
                header,
                header.has("kid") ? Kid.ofBase64Url(header.get("kid").asString("")) : Optional.empty(),
                json(bytes(text.substring(first + 1, second))),
                text.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                bytes(text.substring(second + 1)));
    }

    /** Whether that key signed it. */
    public boolean verifies(PublicKey key, Es256 es256) {
        return es256.verifies(key, signed, signature);
    }

    private static JsonNode json(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (!node.isObject()) {
                throw other("a JSON object");
            }
            return node;
        } catch (JacksonException e) {
            throw other("JSON, members once");
        }
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw other("base64url");
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static EcardException other(String expected) {
        return new EcardException(Fault.STRUCTURE, "JWS: " + expected + " expected, found something else");
    }
}
