package vn.khue.signing.cardcheck;

import java.util.Optional;

/** The key by which the list of card signers is signed; the page that checks cards carries it and believes no other. Thread-safe. */
public interface TrustListKey {
    /** Its public half as a JWK (RFC 7517) on P-256, as JSON; empty while no card was ever signed here. */
    Optional<String> jwk();
}
