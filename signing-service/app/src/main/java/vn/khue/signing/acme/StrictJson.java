package vn.khue.signing.acme;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vn.khue.signing.typed.StrangersJson;

/**
 * Reads one JSON object of a stranger, as {@link StrangersJson} does; and Base64url as RFC 8555 section
 * 6.1 has it, without padding. Whoever calls has bounded the bytes.
 */
final class StrictJson {
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]*");

    private StrictJson() {}

    static JsonNode object(byte[] bytes) {
        JsonNode node = StrangersJson.value(bytes)
                .orElseThrow(
                        () -> new AcmeException(AcmeError.MALFORMED, "a JSON object expected, found something else"));
        if (!node.isObject()) {
            throw new AcmeException(AcmeError.MALFORMED, "a JSON object expected, found another value");
        }
        return node;
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
