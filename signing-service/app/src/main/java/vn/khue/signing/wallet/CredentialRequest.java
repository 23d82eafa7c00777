package vn.khue.signing.wallet;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import vn.khue.signing.typed.StrangersJson;

/**
 * What a wallet asks for (OpenID4VCI 1.0 section 8.2): our one configuration, with proofs of the type {@code jwt}.
 *
 * @param proofs as they came, at least one; none is judged yet
 */
record CredentialRequest(List<String> proofs) {
    private static final String CONFIGURATION = "credential_configuration_id";
    private static final String IDENTIFIER = "credential_identifier";
    private static final String ENCRYPTION = "credential_response_encryption";
    private static final String PROOFS = "proofs";
    private static final String PROOF = "proof";
    private static final String JWT = "jwt";

    CredentialRequest {
        proofs = List.copyOf(proofs);
    }

    /**
     * @param body bounded by whoever calls
     * @param most proofs
     * @throws WalletException with the error that fits
     */
    static CredentialRequest read(byte[] body, int most) {
        JsonNode request = object(body);
        if (request.has(ENCRYPTION)) {
            throw new WalletException(
                    WalletError.INVALID_ENCRYPTION_PARAMETERS, "no encryption of the answer is offered beside TLS");
        }
        if (request.has(CONFIGURATION) == request.has(IDENTIFIER)) {
            throw malformed("exactly one of " + CONFIGURATION + " and " + IDENTIFIER + " expected");
        }
        if (request.has(IDENTIFIER)) {
            throw new WalletException(
                    WalletError.UNKNOWN_CREDENTIAL_IDENTIFIER, "no identifier was given out; name the configuration");
        }
        if (!request.get(CONFIGURATION).asString("").equals(WalletAddresses.CONFIGURATION)) {
            throw new WalletException(
                    WalletError.UNKNOWN_CREDENTIAL_CONFIGURATION, WalletAddresses.CONFIGURATION + " expected");
        }
        return new CredentialRequest(
                request.has(PROOF) && !request.has(PROOFS)
                        ? List.of(one(request.get(PROOF)))
                        : proofs(request.path(PROOFS), most));
    }

    /** As wallets ask that were made for drafts before 1.0, when there is but one. */
    private static String one(JsonNode proof) {
        if (!proof.path("proof_type").asString("").equals(JWT)
                || !proof.path(JWT).isString()) {
            throw new WalletException(WalletError.INVALID_PROOF, "a proof of the type jwt expected");
        }
        return proof.get(JWT).stringValue();
    }

    private static List<String> proofs(JsonNode proofs, int most) {
        JsonNode jwts = proofs.path(JWT);
        if (proofs.size() != 1 || !jwts.isArray() || jwts.isEmpty()) {
            throw new WalletException(WalletError.INVALID_PROOF, "proofs of the type jwt expected, and of no other");
        }
        if (jwts.size() > most) {
            throw malformed("at most " + most + " proofs expected");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode jwt : jwts) {
            if (!jwt.isString()) {
                throw new WalletException(WalletError.INVALID_PROOF, "a text expected as each proof");
            }
            texts.add(jwt.stringValue());
        }
        return texts;
    }

    private static JsonNode object(byte[] body) {
        return StrangersJson.value(body)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> malformed("a JSON object expected"));
    }

    private static WalletException malformed(String why) {
        return new WalletException(WalletError.INVALID_CREDENTIAL_REQUEST, why);
    }
}
