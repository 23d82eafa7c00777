package vn.khue.signing.acme;

import com.nimbusds.jose.jwk.JWK;
import java.util.UUID;

/**
 * A client's account.
 *
 * @param binding that says which names it may order
 * @param active false once it was deactivated, for ever
 */
record AcmeAccount(UUID id, UUID binding, JWK key, String thumbprint, boolean active) {}
