package vn.khue.sso.token;

import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyType;

/**
 * A signature algorithm of JSON Web Signatures (RFC 7518 section 3.1) that Corretto computes.
 *
 * @param id the standard's name, such as {@code ES256}
 * @param keyType of Keycloak's keys
 * @param javaName as providers know it; its values are those that go into a token
 */
record Scheme(String id, String keyType, String javaName) {
    static final Scheme RS256 = new Scheme(Algorithm.RS256, KeyType.RSA, "SHA256withRSA");
    static final Scheme ES256 = new Scheme(Algorithm.ES256, KeyType.EC, "SHA256withECDSAinP1363Format");
}
