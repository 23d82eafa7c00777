package vn.khue.signing.acme;

import java.util.Locale;

/**
 * Errors of ACME (RFC 8555 section 6.7), each with its HTTP status. Texts: {@code acme.error.<name>} of the bundles. Where the
 * standard has one word for several, they stand here one by one.
 */
public enum AcmeError {
    /** Section 7.3.6: unauthorized with a status of its own. */
    ACCOUNT_DEACTIVATED(401, "unauthorized"),
    ACCOUNT_DOES_NOT_EXIST(400),
    /** RFC 9773 section 5. */
    ALREADY_REPLACED(409),
    ALREADY_REVOKED(400),
    BAD_CSR(400, "badCSR"),
    BAD_NONCE(400),
    BAD_PUBLIC_KEY(400),
    BAD_REVOCATION_REASON(400),
    BAD_SIGNATURE_ALGORITHM(400),
    CONNECTION(400),
    DNS(400),
    EXTERNAL_ACCOUNT_REQUIRED(403),
    /** Section 6.3: resources are read by POST-as-GET. */
    GET_NOT_ALLOWED(405, "malformed"),
    INCORRECT_RESPONSE(403),
    /** Section 7.3.5: the new key is another account's. */
    KEY_TAKEN(409, "malformed"),
    MALFORMED(400),
    /** RFC 9773 section 4.2 has no word of its own for it. */
    NO_SUCH_CERTIFICATE(404, "malformed"),
    ORDER_NOT_READY(403),
    RATE_LIMITED(429),
    REJECTED_IDENTIFIER(403),
    UNAUTHORIZED(403),
    UNSUPPORTED_IDENTIFIER(400);

    private static final String PREFIX = "urn:ietf:params:acme:error:";

    private final int status;
    private final String word;

    AcmeError(int status) {
        this.status = status;
        this.word = camelCase(name());
    }

    AcmeError(int status, String word) {
        this.status = status;
        this.word = word;
    }

    private static String camelCase(String name) {
        StringBuilder words = new StringBuilder();
        for (String each : name.toLowerCase(Locale.ROOT).split("_", -1)) {
            words.append(words.isEmpty() ? each : each.substring(0, 1).toUpperCase(Locale.ROOT) + each.substring(1));
        }
        return words.toString();
    }

    public int status() {
        return status;
    }

    /** As it stands in a problem document, for instance {@code urn:ietf:params:acme:error:badNonce}. */
    public String type() {
        return PREFIX + word;
    }
}
