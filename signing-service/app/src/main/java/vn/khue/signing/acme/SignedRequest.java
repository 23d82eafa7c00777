package vn.khue.signing.acme;

import com.nimbusds.jose.jwk.JWK;
import java.util.Optional;

/**
 * A JWS of a client whose form was judged and whose signature was not yet.
 *
 * @param protectedHeader as it came, Base64url
 * @param payloadText as it came, Base64url
 * @param signature as it came, Base64url
 * @param algorithm of the protected header
 * @param url of the protected header
 * @param nonce of the protected header; empty text where there is none
 * @param jwk the key, where it is sent along
 * @param kid the account's address, where it is not
 * @param payload decoded; empty for POST-as-GET
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record SignedRequest(
        String protectedHeader,
        String payloadText,
        String signature,
        String algorithm,
        String url,
        String nonce,
        Optional<JWK> jwk,
        Optional<String> kid,
        byte[] payload) {

    /** RFC 8555 section 6.3. */
    boolean postAsGet() {
        return payload.length == 0;
    }
}
