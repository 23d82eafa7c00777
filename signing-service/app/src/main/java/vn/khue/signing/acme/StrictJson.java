package vn.khue.signing.acme;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one JSON object of a stranger: UTF-8, no member twice, nothing after it, at most 8 deep; and Base64url as RFC 8555 section
 * 6.1 has it, without padding. Whoever calls has bounded the bytes.
 */
final class StrictJson {
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]*");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(65_536)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    static JsonNode object(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonNode node = MAPPER.readTree(text);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JacksonException | CharacterCodingException e) {
            throw new AcmeException(AcmeError.MALFORMED, "a JSON object expected, found something else");
        }
        throw new AcmeException(AcmeError.MALFORMED, "a JSON object expected, found another value");
    }

    /** A member that is a string; empty text where it is missing. */
    static String text(JsonNode object, String name) {
        JsonNode member = object.get(name);
        if (member == null) {
            return "";
        }
        if (!member.isString()) {
            throw new AcmeException(AcmeError.MALFORMED, "a string expected as " + name + ", found another value");
        }
        return member.stringValue();
    }

    /** The bytes of a member in Base64url; empty for other text, no bytes where it is missing. */
    static Optional<byte[]> bytes(JsonNode object, String name) {
        return bytes(text(object, name));
    }

    static Optional<byte[]> bytes(String base64url) {
        try {
            return BASE64URL.matcher(base64url).matches()
                    ? Optional.of(Base64.getUrlDecoder().decode(base64url))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
